import { isShown } from "../../../core/preview/preview-message";
import { previewExample } from "../../../local/preview/preview-example";
import { loadProgram } from "../../../program";

const source = loadProgram();
/** A text that costs more than two is a mistake in the text, or in what an event may put into it. */
const MOST_SEGMENTS = 2;

describe.each(source.messages.map(({ name }) => name))("the message %s", (name) => {
  it("S-31: shows its example in every channel, variant and locale, in few segments", async () => {
    const previews = await previewExample(source, name);

    const shown = previews.filter(isShown);
    expect(shown).toHaveLength(previews.length);
    for (const { size } of shown) {
      if (size.channel === "sms") expect(size.segments).toBeLessThanOrEqual(MOST_SEGMENTS);
    }
  });
});
