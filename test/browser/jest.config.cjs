const { transform } = require("../../jest.config.cjs");

/** @type {import('jest').Config} */
module.exports = {
  rootDir: "../..",
  roots: ["<rootDir>/test/browser"],
  transform,
  verbose: true,
  testTimeout: 60_000,
};
