// Tells again which tests failed, and how, below all that was printed; the last line is `N passed, N failed`.
// node .ci/summary.mjs <1 if any step failed, else 0> <results of a Jest suite>...
import { existsSync, readFileSync } from "node:fs";

const [aStepFailed, ...files] = process.argv.slice(2);
const MESSAGE_LINES = 12;

let passed = 0;
let failed = 0;
for (const file of files) {
  if (!existsSync(file)) {
    console.log(`✕ a suite ended without results: ${file.split("/").at(-1)}`);
    failed += 1;
    continue;
  }
  const results = JSON.parse(readFileSync(file, "utf8"));
  passed += results.numPassedTests;
  failed += results.numFailedTests + results.numRuntimeErrorTestSuites;
  for (const suite of results.testResults) {
    const tests = suite.assertionResults.filter(({ status }) => status === "failed");
    if (tests.length === 0 && suite.status === "failed") tell(suite.name, suite.message);
    for (const { fullName, failureMessages } of tests) tell(fullName, failureMessages.join("\n"));
  }
}
if (aStepFailed !== "0" && failed === 0) failed = 1;
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;

function tell(what, message) {
  console.log(`✕ ${what}\n${message.split("\n").slice(0, MESSAGE_LINES).join("\n")}\n`);
}
