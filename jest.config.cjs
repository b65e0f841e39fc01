/** @type {import('jest').Config} */
module.exports = {
  // Every core: a machine of two would else work with one.
  maxWorkers: "100%",
  roots: ["<rootDir>/test"],
  // What compiles the whole program takes seconds on a busy machine; nothing waits for a clock.
  testTimeout: 30_000,
  globalSetup: "<rootDir>/test/temporary-folder/setup.cjs",
  globalTeardown: "<rootDir>/test/temporary-folder/teardown.cjs",
  testPathIgnorePatterns: ["/node_modules/", "<rootDir>/test/browser/", "<rootDir>/test/deployed/"],
  // jose comes as ES modules alone, which the test runner cannot take as they are.
  transformIgnorePatterns: ["/node_modules/(?!jose/)"],
  transform: {
    "^.+\\.ts$|/node_modules/jose/.+\\.js$": [
      "@swc/jest",
      {
        jsc: { target: "es2022", parser: { syntax: "typescript" } },
        module: { type: "commonjs" },
        sourceMaps: "inline",
      },
    ],
  },
};
