import { foldSuppression, freeAddress } from "../../../core/people/suppression";
import { readSuppressionFile, suppressionFile } from "../../../local/suppressions/suppression-file";

const NOW = "2026-11-23T09:00:00.000Z";
const SHA = "a".repeat(64);
const LIST = "0123456789abcdef";

describe("a list of addresses that are not to be used", () => {
  it("P-32: is taken with addresses or hashes, each with its reason and time", () => {
    const { taken, refused } = readSuppressionFile(
      [
        "channel,address,hash,reason,at",
        "email,ana@example.com,,complaint,2024-05-01",
        `email,,${SHA},erased,2026-11-22T10:00:00+02:00`,
        `sms,,id:${LIST}:${SHA},,`,
        "sms,+12025550123,,opt-out,",
      ].join("\n"),
      NOW,
      LIST,
    );

    const says = "suppress";
    expect(refused).toEqual([]);
    expect(taken).toEqual([
      {
        line: 2,
        request: {
          ...{ channel: "email", address: "ana@example.com", reason: "complaint", says },
          at: "2024-05-01T00:00:00.000Z",
        },
      },
      {
        line: 3,
        request: {
          ...{ channel: "email", address: { sha256: SHA }, reason: "erased", says },
          at: "2026-11-22T08:00:00.000Z",
        },
      },
      { line: 4, request: { channel: "sms", address: { id: SHA }, reason: "manual", says, at: NOW } },
      { line: 5, request: { channel: "sms", address: "+12025550123", reason: "opt-out", says, at: NOW } },
    ]);
  });

  it.each([
    ["fax,ana@example.com,,,", "the channel must be email, sms or push"],
    ["email,ana,,,", "no email address"],
    ["sms,2025550123,,,", "no sms address"],
    ["email,,abc,,", "no hash"],
    ["email,,id:abc,,", "no hash"],
    [`email,,id:${SHA},,`, "no hash"],
    [`email,,id:${"f".repeat(16)}:${SHA},,`, "the id is of the list ffffffffffffffff: on this one"],
    ["email,ana@example.com,,soft-bounces,", "the reason must be one of"],
    ["email,ana@example.com,,gone,", "the reason must be one of"],
    ["email,ana@example.com,,,tomorrow", "the time must be ISO 8601"],
    ["email,ana@example.com,,,2026-11-24", "not to come"],
  ])("refuses the line %j and goes on", (line, why) => {
    const text = `channel,address,hash,reason,at\n${line}\nemail,ben@example.com,,,\n`;

    const { taken, refused } = readSuppressionFile(text, NOW, LIST);

    expect(refused).toEqual([{ line: 2, why: expect.stringContaining(why) }]);
    expect(taken).toHaveLength(1);
  });

  it("is read again as it was written, with the addresses that only their ids are left of", () => {
    const word = { reason: "opt-out", says: "suppress", at: NOW, by: "reply", id: "r-1" } as const;
    const ana = freeAddress({ id: SHA, channel: "sms", address: "+12025550123" });
    const erased = freeAddress({ id: "b".repeat(64), channel: "email" });
    const lifted = foldSuppression(foldSuppression(ana, { ...word, reason: "manual" }), {
      ...word,
      reason: "manual",
      says: { lift: "human" },
      at: "2026-11-23T10:00:00.000Z",
    });

    const file = suppressionFile([foldSuppression(lifted, word), foldSuppression(erased, word)], LIST);

    expect(readSuppressionFile(file, NOW, LIST).taken.map(({ request }) => request)).toEqual([
      { channel: "sms", address: "+12025550123", reason: "opt-out", says: "suppress", at: NOW },
      { channel: "email", address: { id: "b".repeat(64) }, reason: "opt-out", says: "suppress", at: NOW },
    ]);
  });
});
