const { transform, transformIgnorePatterns } = require("../../jest.config.cjs");

/** @type {import('jest').Config} */
module.exports = {
  rootDir: "../..",
  roots: ["<rootDir>/test/deployed"],
  transform,
  transformIgnorePatterns,
  globalSetup: "<rootDir>/test/deployed/global-setup.ts",
  globalTeardown: "<rootDir>/test/deployed/global-teardown.ts",
  reporters: ["default", "<rootDir>/test/deployed/log-on-failure.cjs"],
  testSequencer: "<rootDir>/test/deployed/by-name.cjs",
  verbose: true,
  testTimeout: 60_000,
};
