/** Jest's global teardown. */
module.exports = async () => globalThis.removeTemporaryFolder();
