const { readFileSync } = require("node:fs");

const LINES = 60;

/** Jest reporter: after a failed test, shows what the emulator and the Lambdas in it said last. */
module.exports = class LogOnFailure {
  onRunComplete(_contexts, { numFailedTests }) {
    if (numFailedTests === 0 || !process.env.DEPLOYED_EMULATOR) return;
    const { logFile } = JSON.parse(process.env.DEPLOYED_EMULATOR);
    const tail = readFileSync(logFile, "utf8").trimEnd().split("\n").slice(-LINES);
    console.error(`The emulator's log ends with:\n${tail.join("\n")}`);
  }
};
