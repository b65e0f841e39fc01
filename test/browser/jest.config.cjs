const { transform, transformIgnorePatterns } = require("../../jest.config.cjs");

/** @type {import('jest').Config} */
module.exports = {
  rootDir: "../..",
  roots: ["<rootDir>/test/browser"],
  transform,
  transformIgnorePatterns,
  verbose: true,
  testTimeout: 60_000,
};
