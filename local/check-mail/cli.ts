import { readFile } from "node:fs/promises";
import { faultsOfMail } from "./check-mail";

/** `npm run check-mail -- arrived.eml` */
async function main(): Promise<void> {
  const [file, ...more] = process.argv.slice(2);
  if (!file || more.length > 0) throw new Error("npm run check-mail -- arrived.eml");
  const faults = faultsOfMail(await readFile(file, "utf8"));
  for (const fault of faults) console.log(`✕ ${fault}`);
  if (faults.length > 0) process.exitCode = 1;
  else console.log("The unsubscribe button is signed, and SPF, DKIM and DMARC passed.");
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
});
