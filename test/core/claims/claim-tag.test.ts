import type { MeetClaim } from "../../../core/claims/claim";
import { exampleClaims } from "../../../core/claims/claim-rules";
import { MEET_CLAIM } from "../../../core/claims/claim-tag";
import {
  checkTemplate,
  parseTemplate,
  renderTemplate,
  type TemplateKind,
} from "../../../core/messages/liquid";

const render = (template: string, meet?: MeetClaim, scope: object = {}, kind: TemplateKind = "text") =>
  renderTemplate(kind, parseTemplate(kind, template), {
    ...{ locale: "en", timezone: "UTC" },
    ...scope,
    ...(meet && { [MEET_CLAIM]: meet }),
  });

const three: MeetClaim = () => ({ left: 3 });
const nothing: MeetClaim = () => undefined;

describe("a claim in a template", () => {
  it("says what it claims where it is proven, and the other thing where it is not", () => {
    const text =
      "{% claim.stock sku: 'mug' %}Only {{ claim.left }} left.{% else %}Have a look.{% endclaim %}";

    expect(render(text, three)).toBe("Only 3 left.");
    expect(render(text, nothing)).toBe("Have a look.");
    expect(render(text)).toBe("Have a look.");
  });

  it("works its arguments out where it stands, also in a loop", () => {
    const asked: unknown[] = [];
    const text =
      "{% for p in products %}{% claim.stock sku: p.sku, at_most: 5 %}x{% else %}{% endclaim %}{% endfor %}";

    const note: MeetClaim = ({ about }) => {
      asked.push(about);
      return undefined;
    };
    render(text, note, { products: [{ sku: "a" }, { sku: "b" }] });

    expect(asked).toEqual([
      { sku: "a", at_most: 5 },
      { sku: "b", at_most: 5 },
    ]);
  });

  it("keeps its answer to itself", () => {
    const text = "{% claim.stock sku: 'mug' %}{{ claim.left }}{% endclaim %}{{ claim.left }}";

    expect(() => render(text, three)).toThrow("undefined variable: claim");
  });

  it("has its answer escaped in HTML, like any data", () => {
    const text = "{% claim.stock sku: 'mug' %}{{ claim.left }}{% endclaim %}";

    expect(render(text, () => ({ left: "<b>" }), {}, "html")).toBe("&lt;b&gt;");
  });

  it("may read an answer with filters", () => {
    const price = "{% claim.was_price sku: 'mug' %}{{ claim.was | money: claim.currency }}{% endclaim %}";
    const end = '{% claim.deadline offer: "spring" %}{{ claim.ends_at | date: "long" }}{% endclaim %}';

    expect(render(price, exampleClaims)).toBe("€129.00");
    expect(render(end, exampleClaims)).toBe("December 1, 2026");
  });

  it.each([
    ["a kind that there is not", "{% claim.hype sku: 'x' %}{% endclaim %}", /there is no claim\.hype/],
    ["no kind", "{% claim %}{% endclaim %}", /there is no claim\./],
    ["an argument that is missing", "{% claim.stock %}{% endclaim %}", /claim\.stock needs sku/],
    [
      "an argument too many",
      "{% claim.stock sku: 'x', urgent: true %}{% endclaim %}",
      /takes sku, at_most, got urgent/,
    ],
    ["no end", "{% claim.stock sku: 'x' %}", /not closed/],
    ["a second else", "{% claim.stock sku: 'x' %}{% else %}{% else %}{% endclaim %}", /second else/],
    [
      "a claim within a claim",
      "{% claim.stock sku: 'x' %}{% claim.stock sku: 'y' %}{% endclaim %}{% endclaim %}",
      /must not stand within another/,
    ],
  ])("is refused with %s", (_what, template, why) => {
    expect(() => checkTemplate(template)).toThrow(why);
  });

  it("is refused where it asks with nonsense, once it is tried with an example", () => {
    const text = "{% claim.stock sku: nothing.at.all %}x{% endclaim %}";

    expect(() => render(text, exampleClaims, { nothing: { at: { all: 7 } } })).toThrow(/cannot ask with/);
  });
});
