import { readLink } from "../../../core/pages/link-token";
import { type LinkedMessage, linker } from "../../../core/pages/links";
import { unsubscribeHeaders } from "../../../core/pages/unsubscribe-headers";
import { brand } from "../../../program/brand";

const KEYS = { current: "k1", keys: { k1: "a-key-of-the-tests-long-enough" } };
const PAGES = "https://abcde12345.execute-api.ap-southeast-1.amazonaws.com";
const ORDINARY: LinkedMessage = { personId: "ana", sendKey: "cart#c1#send reminder", choice: "news/email" };

async function headersOf(message: Partial<LinkedMessage>) {
  const links = await linker(PAGES, async () => KEYS)({ ...ORDINARY, ...message });
  return unsubscribeHeaders(links, brand);
}

/** What the header's link is good for. */
function claimIn(value = "") {
  const token = /\/u\/([\w.-]+)>/.exec(value)?.[1] ?? "";
  return readLink(token, "u", KEYS);
}

describe("E-1: marketing by email", () => {
  it("has one List-Unsubscribe with one HTTPS address and one to write to, and says that one click is enough", async () => {
    const headers = await headersOf({});

    expect(headers).toEqual([
      {
        name: "List-Unsubscribe",
        value: expect.stringMatching(
          /^<https:\/\/[^<>, ]+\/u\/[\w.-]+>, <mailto:unsubscribe@fernweh\.example\?subject=unsubscribe>$/,
        ),
      },
      { name: "List-Unsubscribe-Post", value: "List-Unsubscribe=One-Click" },
    ]);
    expect(claimIn(headers[0]?.value)).toMatchObject({ personId: "ana", message: ORDINARY.sendKey });
  });

  it.each([
    ["letters", "a".repeat(256)],
    ["letters of two bytes", "é".repeat(256)],
    ["letters of three bytes", "字".repeat(256)],
    ["letters of four bytes", "😀".repeat(128)],
    ["letters that are written out", "|".repeat(256)],
    ["letters of every kind", "a|é字%".repeat(51)],
  ])("E-21: fits a header of 995 printable characters for the longest id of %s", async (_what, personId) => {
    const choice = `${"t".repeat(64)}/email`;
    for (const sendKey of [ORDINARY.sendKey, `${"j".repeat(60)}#${"字".repeat(256)}#send`]) {
      const [header] = await headersOf({ personId, choice, sendKey });

      expect(header?.value).toMatch(/^[\x21-\x7e ]{1,995}$/);
      expect(claimIn(header?.value)).toMatchObject({ personId, subject: choice });
    }
  });

  it("never leaves without a link", () => {
    expect(() => unsubscribeHeaders({}, brand)).toThrow("marketing needs a link to unsubscribe");
  });
});
