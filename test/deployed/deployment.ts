import { spawn } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Emulator } from "./ministack";

export const REGION = "eu-west-1";
const ROOT = join(__dirname, "..", "..");

/** The name of that key. */
export const INBOX_KEY_ID = "deployed";

/** What a company writes into its `cdk.json`, here by `-c`. */
const SETTINGS = {
  "herald:sms": {
    poolArn: `arn:aws:sms-voice:${REGION}:000000000000:pool/pool-0123456789abcdef0123456789abcdef`,
    maxPrice: "0.08",
  },
  "herald:push": true,
};

/** Readies the account for the CDK, then deploys the product as it is, by the commands an engineer would type. */
export async function deploy(emulator: Emulator, folder: string): Promise<void> {
  const output = ["--output", join(folder, "cdk.out")];
  await cdk(["bootstrap", ...output], emulator);
  const settings = Object.entries({ ...SETTINGS, "herald:inbox": inboxFor(emulator) }).flatMap(
    ([key, value]) => ["-c", `${key}=${JSON.stringify(value)}`],
  );
  await cdk(["deploy", "Herald", "--require-approval", "never", ...settings, ...output], emulator);
}

/** A key pair of the company's backend: the public half goes into the deployment. */
function inboxFor({ inboxKeyFile }: Emulator): object {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  writeFileSync(inboxKeyFile, privateKey.export({ type: "pkcs8", format: "pem" }));
  const key = { ...publicKey.export({ format: "jwk" }), kid: INBOX_KEY_ID };
  return { jwks: { keys: [key] }, origins: ["https://shop.example"] };
}

function cdk(args: readonly string[], emulator: Emulator): Promise<void> {
  const child = spawn("npx", ["--no-install", "cdk", ...args], {
    cwd: ROOT,
    env: { ...process.env, ...environmentFor(emulator) },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (data) => {
      said += data;
    });
  }
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => {
      if (code === 0) resolve();
      else reject(new Error(`cdk ${args[0]} ended with ${code}:\n${said}`));
    });
  });
}

/** Points the CDK at the emulator and keeps it off whatever this machine knows about real accounts. */
export function environmentFor({ endpoint, certificateFile }: Emulator): Record<string, string | undefined> {
  return {
    AWS_ENDPOINT_URL: endpoint,
    AWS_CA_BUNDLE: certificateFile,
    NODE_EXTRA_CA_CERTS: certificateFile,
    AWS_REGION: REGION,
    AWS_DEFAULT_REGION: REGION,
    AWS_ACCESS_KEY_ID: "test",
    AWS_SECRET_ACCESS_KEY: "test",
    AWS_SESSION_TOKEN: undefined,
    AWS_PROFILE: undefined,
    AWS_DEFAULT_PROFILE: undefined,
    AWS_CONFIG_FILE: "/dev/null",
    AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
    AWS_EC2_METADATA_DISABLED: "true",
    CDK_DISABLE_CLI_TELEMETRY: "true",
    CDK_DISABLE_NOTICES: "1",
    CI: "true",
  };
}
