import type { JsonObject } from "../../core/json";
import { noticeId } from "../../core/notices/in-app-notice";
import { TestHerald } from "../../local/test-kit";
import { upgradeSuggestionJourney } from "../../program/journeys/upgrade-suggestion";
import { programOf } from "../fixtures/program-of";
import { ask, embedded, event, START } from "./embedded-fixture";

const callees = { "best-offer": () => ({ offer: "Fernweh Club", saving: 42.6 }) };
const KEY = "j#c#s";
const ID = noticeId("inbox", KEY);
const useMuch = ["packing-list", "trip-planner", "size-advisor"];

describe("what a test sees of a person's app", () => {
  const herald = async (...channels: string[]) => {
    const test = await TestHerald.start({ program: await programOf(upgradeSuggestionJourney), callees });
    await test.person("ana", { email: "ana@example.com" });
    for (const channel of channels) await test.track("ana", "Consent Given", { topic: "club", channel });
    for (const feature of useMuch) await test.track("ana", "Feature Used", { feature });
    return test;
  };

  it("is the banner that went out, until it is over", async () => {
    const test = await herald("banner");

    expect(await test.banners("ana", "home")).toMatchObject([
      { message: "upgrade-suggestion", placement: "everywhere", most: 3, createdAt: test.now() },
    ]);
    expect(await test.inbox("ana")).toEqual([]);

    await test.advance({ days: 7 });
    expect(await test.banners("ana", "home")).toEqual([]);
  });

  it("is the inbox message of whoever agreed to that, and nobody else's", async () => {
    const test = await herald("inbox");

    expect(await test.inbox("ana")).toMatchObject([{ personId: "ana", channel: "inbox" }]);
    expect(await test.inbox("ben")).toEqual([]);
  });
});

describe("the embedded Herald", () => {
  it("answers an app with a token that the console gives, and hears what came of it", async () => {
    const here = await embedded({ program: await programOf(upgradeSuggestionJourney) });
    try {
      await here.herald.notices.notices.save({
        ...{ personId: "ana", id: ID, channel: "inbox", sendKey: KEY, title: "Hi", body: "There" },
        ...{ priority: 0, createdAt: START, shownUntil: "2026-04-01T09:00:00.000Z", locale: "en" },
        ...{ journey: "j", correlation: "c", step: "s", message: "m", revision: 0 },
      });
      await here.herald.deliver(event("Identify", { userId: "ana", traits: {} }));
      const minted = await ask(here.port, "POST", "/api/people/ana/inbox-token", "{}");
      const { token } = JSON.parse(minted.text) as { token: string };
      const authorization = `Bearer ${token}`;
      const app = { authorization, origin: "http://localhost:3000" };

      const inbox = await ask(here.port, "GET", "/inbox", "", app);
      const seen = await ask(here.port, "POST", `/notices/${ID}/seen`, '{"showing":1}', app);
      const again = await ask(here.port, "GET", "/inbox", "", app);

      expect(JSON.parse(inbox.text)).toMatchObject({ messages: [{ id: ID, title: "Hi" }], unread: 1 });
      expect(inbox.headers["access-control-allow-origin"]).toBe("http://localhost:3000");
      expect([seen.status, (JSON.parse(again.text) as JsonObject).unread]).toEqual([204, 0]);
      expect(here.reported).toEqual([]);
    } finally {
      await here.close();
    }
  });

  it("gives no page of another origin a token, nor an answer", async () => {
    const here = await embedded();
    try {
      const origin = "https://evil.example";
      const host = `localhost:${here.port}`;

      const minted = await ask(here.port, "POST", "/api/people/ana/inbox-token", "{}", { host, origin });
      const local = await ask(here.port, "POST", "/api/people/ana/inbox-token", "{}", {
        host,
        origin: "http://localhost:3000",
      });
      const inbox = await ask(here.port, "GET", "/inbox", "", { host, origin });

      expect([minted.status, local.status, inbox.status]).toEqual([403, 403, 403]);
    } finally {
      await here.close();
    }
  });
});
