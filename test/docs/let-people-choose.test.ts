import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseEnvelope } from "../../core/events/envelope";
import { BUILT_IN_EVENTS } from "../../core/events/event-catalog";
import { EXAMPLE_LINKS } from "../../core/pages/example-links";
import { readLinkKeys } from "../../core/pages/link-keys";
import { putEvents } from "../../local/put-events";
import { entriesOnPage, examplesOnPage, filesOnPage, ProjectCopy } from "./project-copy";

const PAGE = "let-people-choose.md";
const TOPICS = "program/topics.ts";
const ROOT = join(__dirname, "..", "..");
const NOW = "2026-11-23T09:00:00.000Z";

const page = readFileSync(join(ROOT, "docs", "how-to", PAGE), "utf8");
const objects = [...page.matchAll(/```json\n([\s\S]*?)```/g)].map(([, text = ""]) => text);

describe("docs/how-to/let-people-choose.md, followed word for word", () => {
  const copy = new ProjectCopy();
  const topics = readFileSync(join(ROOT, TOPICS), "utf8");
  const [topic = ""] = examplesOnPage(PAGE);

  beforeAll(() => {
    for (const [file, text] of filesOnPage(PAGE)) copy.write(file, text);
    if (!topics.includes(topic)) {
      copy.write(
        TOPICS,
        topics.replace(/^export const topics.*\{$/m, (opening) => `${opening}\n${topic}`),
      );
    }
  });

  afterAll(() => copy.remove());

  it("names one topic, which typechecks where the page says", () => {
    expect(topic).toContain("Repairs");
    expect(copy.node("node_modules/typescript/bin/tsc", "-p", ".")).toBe("");
  });

  it("passes its test", () => {
    expect(copy.jest("newsletter-form")).toMatchObject({ numPassedTests: 1, numFailedTests: 0 });
  }, 60_000);

  it("sends events that are taken", () => {
    const [request = ""] = entriesOnPage(PAGE);
    const { body, accepted } = putEvents(request, { now: NOW, newId: () => crypto.randomUUID() });

    expect(body.FailedEntryCount).toBe(0);
    const parsed = accepted.map(({ event }) => parseEnvelope(event, BUILT_IN_EVENTS, NOW));
    expect(parsed.map(({ ok }) => ok)).toEqual([true, true]);
  });

  it("E-12: turns a mail to the mailbox into an event that ends all marketing by email", () => {
    const detail = { messageId: "m1", ...JSON.parse(objects[0] ?? "{}") };

    const parsed = parseEnvelope(
      { "detail-type": "Consent Withdrawn", source: "shop", time: NOW, detail },
      BUILT_IN_EVENTS,
      NOW,
    );

    expect(parsed).toMatchObject({ ok: true });
  });

  it("E-8: adds a key as Herald reads keys", () => {
    expect(readLinkKeys(objects[1] ?? "")).toMatchObject({ current: "k1", keys: { k2: expect.any(String) } });
  });

  it("lists every link that a message can have", () => {
    const listed = [...page.matchAll(/^\| .*`\{\{ links\.(\w+) \}\}`/gm)].map(([, name]) => name);

    expect(listed.sort()).toEqual(Object.keys(EXAMPLE_LINKS).sort());
  });
});
