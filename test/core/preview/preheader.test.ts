import { compileMjml } from "../../../core/compile-message/compile-mjml";
import { escapeHtml } from "../../../core/escape-html";
import { preheaderIn } from "../../../core/preview/preheader";

const SAID = `It's "here" & <now>, 20 % off`;

describe("the preheader of an email", () => {
  it("is found where MJML hides it, as it was written", async () => {
    const lines = `<mjml><mj-head><mj-preview>${escapeHtml(SAID)}</mj-preview></mj-head>
      <mj-body><mj-section><mj-column><mj-text>Body</mj-text></mj-column></mj-section></mj-body></mjml>`
      .split("\n")
      .map((text, index) => ({ text, place: `email.mjml:${index + 1}` }));
    const html = await compileMjml(lines.map(({ text }) => text).join("\n"), lines);

    expect(preheaderIn(html)).toBe(SAID);
  });

  it("is empty where there is none", () => {
    expect(preheaderIn("<body><div>Body</div></body>")).toBe("");
  });
});
