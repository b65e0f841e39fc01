import fc from "fast-check";
import { sendKey } from "../../../core/sending/ledger";
import { readReference, referenceIn, referenceOf, referenceTags } from "../../../core/sending/send-reference";

/** Ids as events may have them: any characters but control characters and halves of one. */
const anId = (maxLength: number) =>
  fc
    .string({ minLength: 1, maxLength, unit: "binary" })
    .filter((text) => text.length <= maxLength && !/[\p{Cc}\p{Cs}]/u.test(text));

const aCommand = fc.record({
  personId: anId(256),
  journey: fc.stringMatching(/^[a-z]{1,60}$/),
  correlation: anId(80),
  step: fc.stringMatching(/^[a-z0-9-]{1,80}$/),
  entry: fc.integer({ min: 1, max: 99 }),
});

const asRecord = (tags: readonly { readonly name: string; readonly value: string }[]) =>
  Object.fromEntries(tags.map(({ name, value }) => [name, value]));

describe("the reference of a send", () => {
  it("comes back as it went out, whatever is in the ids, in values that SES takes", () => {
    fc.assert(
      fc.property(aCommand, (command) => {
        const tags = referenceTags(command);

        for (const { value } of tags) expect(value).toMatch(/^[A-Za-z0-9_-]{1,256}$/);
        expect(referenceIn(asRecord(tags))).toEqual({
          personId: command.personId,
          sendKey: sendKey(command),
        });
      }),
    );
  });

  it("of the longest ids there can be still fits", () => {
    const longest = {
      personId: `anonymous:${"漢".repeat(256)}`,
      journey: "j".repeat(60),
      correlation: "c".repeat(256),
      step: "s".repeat(200),
    };

    expect(referenceIn(asRecord(referenceTags(longest)))?.personId).toBe(longest.personId);
  });

  it("fits into one tag where ids are of the usual length", () => {
    const usual = {
      personId: "3b241101-e2bb-4255-8caf-4136c566a962",
      journey: "cart-abandonment",
      correlation: "9f3c2d7e-5b1a-4e8d-a0c6-7f2b9d4e1a35",
      step: "first-time-buyer-no-1",
    };

    expect(referenceTags(usual).map(({ name }) => name)).toEqual(["ref1"]);
  });

  it("is left out whole where it takes more tags than there is room for", () => {
    const long = { personId: "p".repeat(256), journey: "j", correlation: "c".repeat(256), step: "s" };

    expect(referenceTags(long, 2)).toEqual([]);
  });

  it.each(["", "not a reference", "e30", "WzEsMl0", "WyJhbmEiXQ", "WyIiLCJhIl0", "bnVsbA"])(
    "is not read out of %j",
    (text) => {
      expect(readReference(text)).toBeUndefined();
    },
  );

  it("is base64url, as the tags of others are not", () => {
    const command = { personId: "ana", journey: "cart", correlation: "-", step: "send" };

    expect(Buffer.from(referenceOf(command), "base64url").toString()).toBe('["ana","cart#-#send"]');
    expect(referenceIn({ journey: "cart" })).toBeUndefined();
  });
});
