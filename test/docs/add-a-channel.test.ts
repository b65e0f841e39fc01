import { readFileSync } from "node:fs";
import { join } from "node:path";
import { filesOnPage, ProjectCopy } from "./project-copy";

const page = readFileSync(join(__dirname, "..", "..", "docs", "how-to", "add-a-channel.md"), "utf8");
const files = filesOnPage("add-a-channel.md");
/** The places that the page says the types ask for. */
const listed = [...page.matchAll(/^\| `((?:core|lambdas|local)\/[\w./-]+)` \|/gm)].map(
  ([, file = ""]) => file,
);

const MESSAGE = "core/messages/message.ts";
const CHANNELS = 'export type Channel = "email" | "sms" | "push" | "inbox" | "banner"';

describe("docs/how-to/add-a-channel.md, followed word for word", () => {
  const copy = new ProjectCopy();
  const typecheck = () => copy.node("node_modules/typescript/bin/tsc", "-p", ".");

  beforeAll(() => {
    for (const [file, text] of files) copy.write(file, text);
  });

  afterAll(() => copy.remove());

  it("gives an adapter and its test, which typecheck", () => {
    expect(files.map(([file]) => file)).toEqual([
      "lambdas/send-message/chat-webhook.ts",
      "test/lambdas/chat-webhook.test.ts",
    ]);
    expect(typecheck()).toBe("");
  });

  it("passes the adapter's test", () => {
    expect(copy.jest("chat-webhook")).toMatchObject({ numPassedTests: 4, numFailedTests: 0 });
  }, 60_000);

  it("lists every place that the types ask for once the channel has a name, and no other", () => {
    const source = readFileSync(join(copy.folder, MESSAGE), "utf8");
    expect(source).toContain(CHANNELS);
    copy.write(MESSAGE, source.replace(CHANNELS, `${CHANNELS} | "chat"`));

    const asked = [...typecheck().matchAll(/^((?:core|lambdas|local)\/[\w./-]+)\(\d+,\d+\): error/gm)].map(
      ([, file]) => file,
    );

    expect([...new Set(asked)].sort()).toEqual([...listed].sort());
  });
});
