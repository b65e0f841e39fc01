import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdirSync, openSync, readFileSync, writeFileSync } from "node:fs";
import { Agent, request } from "node:https";
import { createServer } from "node:net";
import { join } from "node:path";
import { PhoneOutbox } from "./phone-outbox";

const READY_WITHIN_MS = 30_000;

/** What a client needs to reach a running MiniStack. */
export interface Emulator {
  readonly endpoint: string;
  /** The certificate it makes for itself and serves with. */
  readonly certificateFile: string;
  /** One JSON line per mail that SES accepted: the whole request. */
  readonly outboxFile: string;
  /** One JSON line per text message and push notification that left, see `PhoneItem`. */
  readonly phoneOutboxFile: string;
  /** The private key of the company's backend, by which it signs for its users; PEM. */
  readonly inboxKeyFile: string;
  readonly logFile: string;
}

/** MiniStack, an AWS emulator nobody here wrote, as a process of its own on a free port of this machine. */
export class Ministack {
  private constructor(
    private readonly launcher: ChildProcess,
    private readonly phones: PhoneOutbox,
    readonly emulator: Emulator,
  ) {}

  /** @param folder an empty folder for everything it writes */
  static async start(python: string, folder: string): Promise<Ministack> {
    const temporary = join(folder, "tmp");
    const certificateFile = join(temporary, "ministack-tls", "server.crt");
    const outboxFile = join(folder, "outbox.jsonl");
    writeFileSync(outboxFile, "");
    const phoneOutboxFile = join(folder, "phones.jsonl");
    writeFileSync(phoneOutboxFile, "");
    const phones = await PhoneOutbox.start(phoneOutboxFile);
    const logFile = join(folder, "ministack.log");
    const log = openSync(logFile, "a");
    mkdirSync(temporary);
    // The last thing before it is used: whatever listens in between could get the same.
    const port = await freePort();
    const launcher = spawn(python, ["-u", join(__dirname, "ministack_launcher.py")], {
      cwd: folder,
      stdio: ["pipe", log, log],
      // Its Lambdas inherit all of this, so it is only what they may see.
      env: {
        PATH: process.env.PATH,
        HOME: folder,
        TMPDIR: temporary,
        GATEWAY_PORT: String(port),
        BIND_HOST: "127.0.0.1",
        MINISTACK_HOST: "127.0.0.1",
        USE_SSL: "1",
        AUTH: "true",
        // A failed asynchronous call is tried again after a minute, then two, on AWS.
        LAMBDA_ASYNC_RETRY_BASE_SECONDS: "0.5",
        IOT_MTLS_ENABLED: "0",
        SFTP_ENABLED: "0",
        OUTBOX: outboxFile,
        AWS_ENDPOINT_URL_PINPOINT: phones.endpoint,
        AWS_ENDPOINT_URL_PINPOINT_SMS_VOICE_V2: phones.endpoint,
        AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true",
      },
    });
    const endpoint = `https://127.0.0.1:${port}`;
    const ministack = new Ministack(launcher, phones, {
      ...{ endpoint, certificateFile, outboxFile, phoneOutboxFile, logFile },
      inboxKeyFile: join(folder, "inbox-key.pem"),
    });
    try {
      await ministack.becomeReady();
      return ministack;
    } catch (error) {
      await ministack.stop();
      throw error;
    }
  }

  /** Ends it and everything it started. It does so by itself when this process ends without a word. */
  async stop(): Promise<void> {
    this.phones.stop();
    if (this.hasEnded()) return;
    const ended = new Promise((resolve) => this.launcher.once("exit", resolve));
    this.launcher.stdin?.end();
    await ended;
  }

  private async becomeReady(): Promise<void> {
    const deadline = Date.now() + READY_WITHIN_MS;
    while (!(await answers(this.emulator, "/_ministack/health"))) {
      if (this.hasEnded())
        throw new Error(`MiniStack ended while starting:\n${tailOf(this.emulator.logFile)}`);
      if (Date.now() > deadline)
        throw new Error(
          `MiniStack was not ready within ${READY_WITHIN_MS} ms:\n${tailOf(this.emulator.logFile)}`,
        );
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  private hasEnded(): boolean {
    return this.launcher.exitCode !== null || this.launcher.signalCode !== null;
  }
}

/** The last lines of a file. */
export function tailOf(file: string, lines = 60): string {
  return readFileSync(file, "utf8").trimEnd().split("\n").slice(-lines).join("\n");
}

/**
 * Lets the waits of state machines take this part of their time.
 * Waits that have begun keep the length they began with.
 */
export async function setWaitScale(emulator: Emulator, scale: number): Promise<void> {
  const body = JSON.stringify({ "stepfunctions._SFN_WAIT_SCALE": scale });
  if (!(await answers(emulator, "/_ministack/config", body)))
    throw new Error("MiniStack did not take the wait scale");
}

async function answers(
  { endpoint, certificateFile }: Emulator,
  path: string,
  body?: string,
): Promise<boolean> {
  if (!existsSync(certificateFile)) return false;
  const agent = new Agent({ ca: readFileSync(certificateFile) });
  return new Promise((resolve) => {
    request(`${endpoint}${path}`, { agent, method: body ? "POST" : "GET" }, (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    })
      .on("error", () => resolve(false))
      .end(body);
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}
