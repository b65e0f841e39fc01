const { default: Sequencer } = require("@jest/test-sequencer");

const isAboutTime = ({ path }) => path.endsWith("time.test.ts");

/** What takes minutes of the real clock by itself is asked after last: it goes on while the others run. */
module.exports = class TimeLast extends Sequencer {
  sort(tests) {
    const sorted = super.sort(tests);
    return [...sorted.filter((test) => !isAboutTime(test)), ...sorted.filter(isAboutTime)];
  }
};
