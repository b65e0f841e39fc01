const isAboutTime = ({ path }) => path.endsWith("time.test.ts");

/** Jest sequencer: what takes minutes of the real clock by itself is asked after last, for it goes on meanwhile. */
module.exports = class TimeLast {
  sort(tests) {
    const byName = [...tests].sort((a, b) => (a.path < b.path ? -1 : 1));
    return byName.sort((a, b) => isAboutTime(a) - isAboutTime(b));
  }

  cacheResults() {}
};
