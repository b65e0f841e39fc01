const { mkdtempSync, rmSync } = require("node:fs");
const { tmpdir } = require("node:os");
const { join } = require("node:path");

/** Jest's global setup: whatever the tests, and the CDK in them, leave in the temporary folder goes when they end. */
module.exports = async () => {
  const folder = mkdtempSync(join(tmpdir(), "herald-tests-"));
  process.env.TMPDIR = folder;
  globalThis.removeTemporaryFolder = () => rmSync(folder, { recursive: true, force: true });
};
