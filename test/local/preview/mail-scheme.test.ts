import { withStandIns } from "../../../local/preview/example-pictures";
import { inScheme } from "../../../local/preview/mail-scheme";

const MAIL = `<meta name="color-scheme" content="light dark" /><style>
:root { color-scheme: light dark; supported-color-schemes: light dark; }
@media (prefers-color-scheme: dark) { p { color: white } }
@media (prefers-color-scheme: light) { p { color: black } }</style>`;

describe("an email shown in one scheme", () => {
  it("applies what it says for that one, and never what it says for the other", () => {
    expect(inScheme(MAIL, "dark")).toContain("@media (min-width: 0) { p { color: white } }");
    expect(inScheme(MAIL, "dark")).toContain("@media (max-width: 0) { p { color: black } }");
    expect(inScheme(MAIL, "light")).toContain("@media (max-width: 0) { p { color: white } }");
  });

  it("has the browser's own colors of that scheme", () => {
    expect(inScheme(MAIL, "dark")).toContain('content="dark"');
    expect(inScheme(MAIL, "dark")).toContain(":root { color-scheme: dark;");
  });
});

describe("pictures of an example", () => {
  it("are drawn where no picture can ever load, and only there", () => {
    const html = `<img alt="a" src="https://images.shop.example/a.jpg" /><img src="https://cdn.shop.com/b.jpg" />
      <a href="https://shop.example/">x</a>`;

    const shown = withStandIns(html);

    expect(shown).toContain('<img alt="a" src="data:image/svg+xml,');
    expect(shown).toContain('src="https://cdn.shop.com/b.jpg"');
    expect(shown).toContain('href="https://shop.example/"');
  });
});
