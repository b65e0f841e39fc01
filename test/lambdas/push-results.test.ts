import type { MessageResult } from "@aws-sdk/client-pinpoint";
import fc from "fast-check";
import { answerToResults } from "../../lambdas/send-message/push-results";

const WORDS = {
  taken: { DeliveryStatus: "SUCCESSFUL", StatusCode: 200, MessageId: "push-1" },
  later: { DeliveryStatus: "THROTTLED", StatusCode: 429 },
  gone: { DeliveryStatus: "PERMANENT_FAILURE", StatusCode: 410 },
  refused: { DeliveryStatus: "PERMANENT_FAILURE", StatusCode: 400 },
  out: { DeliveryStatus: "OPT_OUT", StatusCode: 400 },
  open: { DeliveryStatus: "UNKNOWN_FAILURE", StatusCode: 500 },
} as const satisfies { readonly [fate: string]: MessageResult };

type Fate = keyof typeof WORDS;

/** The answer about devices that met these fates, named by their place: `t0`, `t1`, … */
function answerTo(...fates: Fate[]) {
  const devices = fates.map((_fate, index) => ({ token: `t${index}`, service: "GCM" as const }));
  return answerToResults(devices, Object.fromEntries(fates.map((fate, index) => [`t${index}`, WORDS[fate]])));
}

describe("what became of a notification to several devices", () => {
  it.each<[string, Fate[], object]>([
    [
      "is accepted if any took it",
      ["later", "gone", "open", "taken"],
      { outcome: "accepted", providerId: "push-1" },
    ],
    [
      "is tried later if none took it and one may yet",
      ["gone", "later", "refused"],
      { outcome: "try-later" },
    ],
    ["is a token gone if all are", ["gone", "gone"], { outcome: "rejected", reason: "token-gone" }],
    ["is an opt-out if all opted out", ["out", "out"], { outcome: "rejected", reason: "opted-out" }],
  ])("%s", (_what, fates, answer) => {
    expect(answerTo(...fates)).toMatchObject(answer);
  });

  it("has no one reason where the devices met several", () => {
    expect(answerTo("gone", "refused", "out")).not.toHaveProperty("reason");
  });

  it("stays open where none is known to have taken it and one may have, so that marketing never comes twice", () => {
    expect(() => answerTo("open", "later", "gone")).toThrow("UNKNOWN_FAILURE 500");
  });

  it("S-40: names exactly the tokens that are gone, whatever became of the others", () => {
    const fate = fc.constantFrom<Fate>("taken", "later", "gone", "refused", "out");

    fc.assert(
      fc.property(fc.array(fate, { minLength: 1, maxLength: 10 }), (fates) => {
        const { deadTokens = [] } = answerTo(...fates);

        const gone = fates.flatMap((each, index) => (each === "gone" ? [{ token: `t${index}` }] : []));
        expect(deadTokens).toEqual(gone);
      }),
    );
  });

  it("tells each code once", () => {
    expect(answerTo("refused", "gone", "refused")).toMatchObject({
      detail: "PERMANENT_FAILURE 400, PERMANENT_FAILURE 410",
    });
  });

  it("takes a new token that is the old one for no news", () => {
    const results = { t0: { ...WORDS.taken, UpdatedToken: "t0" } };

    expect(answerToResults([{ token: "t0", service: "GCM" }], results)).not.toHaveProperty("deadTokens");
  });
});
