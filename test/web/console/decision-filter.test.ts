import type { DecisionView } from "../../../local/console-api";
import { choicesOf, filtered, filterIn } from "../../../web/console/decision-filter";

const decisions = [
  { personId: "ana", journey: "cart", outcome: "skipped", reason: "no-consent" },
  { personId: "ben", journey: "cart", outcome: "accepted" },
  { personId: "ben", journey: "welcome", outcome: "skipped", reason: "no-address" },
] as unknown as DecisionView[];
const nameOf = (id: string) => (id === "ana" ? "Ana Rivera" : id);

describe("a filter of decisions", () => {
  it("lets through what fits all of it", () => {
    const filter = filterIn(new URLSearchParams("outcome=skipped&journey=cart&unknown=1"));

    expect(filtered(decisions, filter, nameOf)).toEqual([decisions[0]]);
  });

  it("finds people by name or id, in any case", () => {
    expect(filtered(decisions, { person: "RIV" }, nameOf)).toHaveLength(1);
    expect(filtered(decisions, { person: "be" }, nameOf)).toHaveLength(2);
  });

  it("offers what there is, the most frequent first", () => {
    expect(choicesOf(decisions, "outcome")).toEqual([
      { value: "skipped", count: 2 },
      { value: "accepted", count: 1 },
    ]);
  });
});
