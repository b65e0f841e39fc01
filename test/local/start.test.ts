import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { type AddressInfo, createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ConsoleState, MailLine } from "../../local/console-api";

const ROOT = join(__dirname, "..", "..");

jest.setTimeout(60_000);

let data: string;
const children: ChildProcess[] = [];
beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), "herald-"));
});
afterEach(async () => {
  for (const child of children.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    child.kill("SIGKILL");
    await once(child, "exit");
  }
  await rm(data, { recursive: true });
});

async function listening(): Promise<{ server: Server; port: number }> {
  const server = createServer().listen(0, "localhost");
  await once(server, "listening");
  return { server, port: (server.address() as AddressInfo).port };
}

async function freePort(): Promise<number> {
  const { server, port } = await listening();
  server.close();
  await once(server, "close");
  return port;
}

/** `npm start`, without npm; resolves when it is ready or over. */
async function start(env: { [name: string]: string }) {
  const child = spawn(process.execPath, ["--import", "tsx", "local/start.ts"], {
    cwd: ROOT,
    env: { ...process.env, HERALD_DATA: data, ...env },
  });
  children.push(child);
  let said = "";
  const over = once(child, "close") as Promise<[number | null, string | null]>;
  const ready = new Promise<void>((resolve) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => {
        said += text;
        if (said.includes("Ctrl-C stops it.")) resolve();
      });
    }
  });
  await Promise.race([ready, over]);
  return {
    said: () => said,
    end: async (signal: NodeJS.Signals) => {
      child.kill(signal);
      return (await over)[0];
    },
    code: () => over.then(([code]) => code),
  };
}

async function api<T>(port: number, path: string, body?: object): Promise<T> {
  const response = await fetch(`http://localhost:${port}/api/${path}`, {
    ...(body && { method: "POST", body: JSON.stringify(body) }),
  });
  return (await response.json()) as T;
}

test("a Herald that is killed goes on where it was when it is started again, and stops cleanly when told", async () => {
  const port = await freePort();
  const first = await start({ PORT: String(port) });
  expect(first.said()).toContain(`Herald is ready at http://localhost:${port}`);
  await api(port, "stories/abandoned-cart", {});
  await first.end("SIGKILL");

  const second = await start({ PORT: String(port) });
  const state = await api<ConsoleState>(port, "clock", { to: "next" });
  const mails = await api<MailLine[]>(port, "outbox");
  const page = await fetch(`http://localhost:${port}/`);
  const script = await fetch(`http://localhost:${port}/assets/main.js`);

  expect(state.counts).toMatchObject({ people: 1, running: 1, sent: 1 });
  expect(mails).toMatchObject([{ to: "ana@example.com", message: "cart-reminder" }]);
  expect(await page.text()).toContain("/assets/main.js");
  expect(script.status).toBe(200);
  expect(await second.end("SIGINT")).toBe(0);
  expect(second.said()).toMatch(/\nHerald stopped\. What it knows stays in .*\n$/);
  expect(second.said()).not.toMatch(/warning/i);
});

test("a port that is taken is named, with one that may not be", async () => {
  const { server, port } = await listening();

  const herald = await start({ PORT: String(port) });

  expect(await herald.code()).toBe(1);
  expect(herald.said()).toBe(`port ${port} is taken by another program; PORT=${port + 1} npm start\n`);
  server.close();
});

test("data that cannot be read is named, with the way out", async () => {
  await writeFile(join(data, "table"), "not a folder");

  const herald = await start({ PORT: String(await freePort()) });

  expect(await herald.code()).toBe(1);
  expect(herald.said()).toContain(`the folder ${data}/ cannot be written: `);
});

test("a port that is none is named", async () => {
  const herald = await start({ PORT: "herald" });

  expect(await herald.code()).toBe(1);
  expect(herald.said()).toBe('PORT must be a number from 1 to 65535, got "herald"\n');
});
