import { join } from "node:path";
import { plus } from "../../../core/instant";
import type {
  Activity,
  ConsoleState,
  DecisionView,
  JourneyView,
  MailLine,
  PersonLine,
  PersonView,
  RunView,
} from "../../../local/console-api";
import { type Embedded, embedded, event, START, ask as send } from "../embedded-fixture";

let it: Embedded;
beforeEach(async () => {
  it = await embedded({ pictures: join(__dirname, "..", "..", "..", "web", "pictures") });
});
afterEach(() => it.close());

async function ask<T>(method: "GET" | "POST", path: string, body?: object | string, headers: object = {}) {
  const payload = body === undefined || typeof body === "string" ? body : JSON.stringify(body);
  const answer = await send(it.port, method, path, payload, { host: "localhost:4100", ...headers });
  return { ...answer, json: () => JSON.parse(answer.text) as T };
}
const get = async <T>(url: string) => (await ask<T>("GET", url)).json();
const post = async <T>(url: string, body: object) => (await ask<T>("POST", url, body)).json();

const cart = (cart_id: string, userId = "ana") =>
  event("Cart Updated", { userId, properties: { cart_id, products: [1] } });
/** Ana, who agreed to hear from us. */
async function aKnownAna(): Promise<void> {
  await it.herald.deliver(
    event("Identify", {
      userId: "ana",
      traits: { email: "ana@example.com", first_name: "Ana", last_name: "Rivera" },
    }),
  );
  await it.herald.deliver(
    event("Consent Given", { userId: "ana", properties: { topic: "news", channel: "email" } }),
  );
}

describe("the state", () => {
  test("says what is there, and what happens next", async () => {
    await aKnownAna();
    await it.herald.deliver(cart("c-1"));
    await it.herald.deliver(event("Cart Updated", { properties: {} }));

    const state = await get<ConsoleState>("/api/state");

    expect(state).toMatchObject({
      now: START,
      aheadSeconds: 0,
      nextDueAt: plus(START, { hours: 1 }),
      brand: { name: "Test Shop", color: "#336699" },
      counts: { people: 1, events: 3, refused: 1, running: 1, sent: 0, skipped: 0 },
      stories: [{ name: "left-cart", title: "A cart is left" }],
      segments: [{ name: "first-time-buyer" }, { name: "loyal" }],
    });
    expect(state.events.find(({ name }) => name === "Cart Updated")?.used).toBe(true);
    expect(state.events.find(({ name }) => name === "Nobody Listens")?.used).toBe(false);
  });

  test("says the new time of a wait for quiet that was begun anew, though its machine does not know", async () => {
    await it.herald.deliver(cart("c-1"));
    it.passRealTime(60_000);
    const timestamp = plus(START, { minutes: 1 });
    await it.herald.deliver(
      event("Cart Updated", { userId: "ana", timestamp, properties: { cart_id: "c-1", products: [1, 2] } }),
    );

    const due = plus(START, { hours: 1, minutes: 1 });
    expect((await get<ConsoleState>("/api/state")).nextDueAt).toBe(due);
    expect((await get<RunView[]>("/api/journeys/cart/runs"))[0]?.wakeAt).toBe(due);
  });
});

describe("the clock", () => {
  test("is pushed ahead by an hour, and what falls due on the way is done at its moment", async () => {
    await aKnownAna();
    await it.herald.deliver(cart("c-1"));

    const state = await post<ConsoleState>("/api/clock", { hours: 2 });

    expect(state).toMatchObject({ now: plus(START, { hours: 2 }), aheadSeconds: 7200, counts: { sent: 1 } });
    expect((await get<MailLine[]>("/api/outbox"))[0]?.at).toBe(plus(START, { hours: 1 }));
  });

  test("is pushed to whatever happens next", async () => {
    await aKnownAna();
    await it.herald.deliver(cart("c-1"));

    const first = await post<ConsoleState>("/api/clock", { to: "next" });
    const second = await post<ConsoleState>("/api/clock", { to: "next" });

    expect([first.now, first.counts.sent]).toEqual([plus(START, { hours: 1 }), 1]);
    expect([second.now, second.counts.sent]).toEqual([plus(START, { hours: 25 }), 2]);
  });

  test.each([
    [{}, 'send {"hours": 1}'],
    [{ hours: 0 }, 'send {"hours": 1}'],
    [{ hours: -1 }, "hours must be a number of 0 or more, got -1"],
    [{ days: "1" }, 'days must be a number of 0 or more, got "1"'],
    [{ minutes: null }, "minutes must be a number of 0 or more, got null"],
    [{ days: 400 }, "at most 366 days"],
    [{ to: "tomorrow" }, 'to must be "next", got "tomorrow"'],
    [{ to: "next" }, "nothing is waiting to happen"],
    [[], 'send {"hours": 1}'],
    ["{", "the body is not JSON"],
    ["", "the body is not JSON"],
  ])("is not moved by %j", async (body, why) => {
    const { status, json } = await ask<{ error: string }>("POST", "/api/clock", body);

    expect(status).toBe(400);
    expect(json().error).toContain(why);
    expect(it.herald.now()).toBe(START);
  });
});

describe("the feed", () => {
  test("tells of events, of what journeys made of them, and of sends, in that order", async () => {
    await aKnownAna();
    await it.herald.deliver(
      event("Password Reset Requested", { userId: "ana", properties: { url: "https://test.example" } }),
    );

    const feed = await get<Activity[]>("/api/activity");

    expect(feed.reverse().map(({ seq, kind, title, outcome }) => [seq, kind, title, outcome])).toEqual([
      [1, "event", "Identify", undefined],
      [2, "event", "Consent Given", undefined],
      [3, "event", "Password Reset Requested", undefined],
      [4, "run", "password-reset", "started"],
      [5, "send", "password-reset", "accepted"],
    ]);
    expect(feed[4]).toMatchObject({ personId: "ana", journey: "password-reset", mailId: "mail-000001" });
  });

  test("tells of an event that no rule sends to Herald, which does not observe it", async () => {
    await it.herald.deliver(event("Nobody Listens", { anonymousId: "x" }));

    expect(await get<Activity[]>("/api/activity")).toMatchObject([
      { kind: "event", title: "Nobody Listens", outcome: "not-routed", personId: "anonymous:x" },
    ]);
    expect(await get("/api/people")).toEqual([]);
  });

  test("tells of an event nobody has heard of, which is observed all the same", async () => {
    await it.herald.deliver(event("Balloon Popped", { userId: "ana" }));

    expect(await get<Activity[]>("/api/activity")).toMatchObject([
      { kind: "event", title: "Balloon Popped" },
    ]);
    expect((await get<PersonView>("/api/people/ana")).events).toMatchObject([{ event: "Balloon Popped" }]);
  });

  test("tells of a second delivery of the same event", async () => {
    await it.herald.deliver(cart("c-1"));
    await it.herald.deliver(cart("c-1"));

    expect((await get<Activity[]>("/api/activity"))[0]).toMatchObject({
      title: "Cart Updated",
      outcome: "duplicate",
    });
  });

  test("tells of a refused event, and why", async () => {
    await it.herald.deliver(event("Cart Updated", { userId: "ana", properties: { cart_id: 7 } }));

    expect(await get<Activity[]>("/api/activity")).toMatchObject([
      {
        kind: "refused",
        title: "Cart Updated",
        outcome: "bad-properties",
        reason: expect.stringContaining("cart_id"),
      },
    ]);
    expect(await get("/api/refused")).toMatchObject([
      {
        receivedAt: START,
        refusal: { reason: "bad-properties" },
        text: expect.stringContaining("Cart Updated"),
      },
    ]);
  });

  test("is read page by page", async () => {
    for (const id of ["a", "b", "c", "d"]) await it.herald.deliver(event("Nobody Listens", { userId: id }));

    const page = async (query: string) =>
      (await get<Activity[]>(`/api/activity?${query}`)).map(({ seq }) => seq);

    expect(await page("limit=2")).toEqual([4, 3]);
    expect(await page("limit=2&before=3")).toEqual([2, 1]);
    expect(await page("before=1")).toEqual([]);
  });

  test.each(["limit=x", "before=-1", "limit=1.5"])("%s is no page", async (query) => {
    expect((await ask("GET", `/api/activity?${query}`)).status).toBe(400);
  });
});

describe("the stream", () => {
  test("sends each line of the feed and each push of the clock as it happens, and ends when Herald does", async () => {
    const response = await fetch(`http://127.0.0.1:${it.port}/api/stream`);
    const reader = (response.body as ReadableStream<Uint8Array>).getReader();
    let heard = "";
    const hear = async (wanted: string) => {
      while (!heard.includes(wanted)) {
        const { value, done } = await reader.read();
        if (done) throw new Error(`the stream ended before "${wanted}"; it said: ${heard}`);
        heard += new TextDecoder().decode(value);
      }
    };
    await hear("welcome");

    await it.herald.deliver(cart("c-1"));
    await hear('event: activity\ndata: {"seq":2,');
    await it.herald.advanceTo(plus(START, { minutes: 5 }));
    await hear('"aheadSeconds":300');

    expect(response.headers.get("content-type")).toBe("text/event-stream");
    const clock = /event: clock\ndata: (\{.*"aheadSeconds":300.*\})\n\n/.exec(heard)?.[1];
    expect(JSON.parse(clock as string)).toMatchObject({
      now: plus(START, { minutes: 5 }),
      counts: { running: 1 },
    });
    await it.server.close();
    expect((await reader.read()).done).toBe(true);
  });
});

describe("people", () => {
  test("are found by name, email or id, the last seen first", async () => {
    await aKnownAna();
    await it.herald.deliver({
      ...event("Balloon Popped", { userId: "ben", timestamp: plus(START, { minutes: 1 }) }),
    });

    const found = async (q: string) => (await get<PersonLine[]>(`/api/people?q=${q}`)).map(({ id }) => id);

    expect(await get("/api/people")).toMatchObject([
      { id: "ben" },
      { id: "ana", name: "Ana Rivera", email: "ana@example.com", segments: ["first-time-buyer"], running: 0 },
    ]);
    expect([
      await found("RIVERA"),
      await found("example.com"),
      await found("be"),
      await found("zoe"),
    ]).toEqual([["ana"], ["ana"], ["ben"], []]);
  });

  test("one shows events, runs and sends, newest first, with the mail of each", async () => {
    await aKnownAna();
    await it.herald.deliver(cart("c-1"));
    await post("/api/clock", { hours: 1 });

    const view = await get<PersonView>("/api/people/ana");

    expect(view.person).toMatchObject({ id: "ana", consents: { "news/email": { given: true } } });
    expect(view.events[0]?.event).toBe("Cart Updated");
    expect(view.runs).toMatchObject([
      {
        journey: "cart",
        correlation: "c-1",
        node: "wait 1 day",
        wakeAt: plus(START, { hours: 25 }),
        statesEntered: 3,
        currentVersion: true,
      },
    ]);
    expect(view.sends).toMatchObject([{ message: "reminder", status: "accepted", mailId: "mail-000001" }]);
  });

  test("an id with any characters can be asked for", async () => {
    await it.herald.deliver(event("Balloon Popped", { userId: "a/b c#d?e%" }));

    expect((await get<PersonView>(`/api/people/${encodeURIComponent("a/b c#d?e%")}`)).person.id).toBe(
      "a/b c#d?e%",
    );
  });

  test("nobody is found where nobody is", async () => {
    const { status, json } = await ask("GET", "/api/people/zoe");

    expect([status, json()]).toEqual([404, { error: 'nobody has the id "zoe"' }]);
  });
});

describe("journeys", () => {
  test("count their runs, where they are, and what became of sends", async () => {
    await aKnownAna();
    await it.herald.deliver(cart("c-1"));
    await it.herald.deliver(cart("c-2", "ben"));
    await post("/api/clock", { hours: 1 });
    await it.herald.deliver(
      event("Cart Updated", {
        userId: "ana",
        timestamp: it.herald.now(),
        properties: { cart_id: "c-3", products: [1] },
      }),
    );

    const [journey] = await get<JourneyView[]>("/api/journeys");

    expect(journey).toMatchObject({
      graph: { journey: "cart" },
      counts: { started: 3, running: 3, goals: 0, ended: {} },
      at: { "wait 1 day": 2, "wait until quiet for 1 hour": 1 },
      sends: { "send reminder first-time": { accepted: 1, skipped: { "no-address": 1 } } },
    });
  });

  test("list their runs", async () => {
    await it.herald.deliver(cart("c-1"));
    await it.herald.deliver(
      event("Order Completed", {
        userId: "ana",
        timestamp: plus(START, { seconds: 1 }),
        properties: { order_id: "o", cart_id: "c-1" },
      }),
    );

    expect(await get("/api/journeys/cart/runs")).toMatchObject([
      { correlation: "c-1", state: "ended", ended: { reason: "ordered" }, currentVersion: true },
    ]);
  });

  test("one that is not there is not found", async () => {
    expect((await ask("GET", "/api/journeys/nope/runs")).status).toBe(404);
  });
});

describe("decisions", () => {
  test("are every answer given, newest first, also the noes", async () => {
    await it.herald.deliver(event("Identify", { userId: "ana", traits: { email: "ana@example.com" } }));
    await it.herald.deliver(cart("c-1"));
    await post("/api/clock", { hours: 1 });

    expect(await get<DecisionView[]>("/api/decisions")).toMatchObject([
      {
        kind: "send",
        outcome: "skipped",
        reason: "no-consent",
        message: "reminder",
        variant: "first-time",
        at: plus(START, { hours: 1 }),
      },
      {
        kind: "run",
        outcome: "started",
        event: "Cart Updated",
        personId: "ana",
        journey: "cart",
        correlation: "c-1",
        at: START,
      },
    ]);
  });
});

describe("the outbox", () => {
  beforeEach(async () => {
    await aKnownAna();
    await it.herald.deliver(cart("c-1"));
    await post("/api/clock", { hours: 30 });
  });

  test("lists mails, newest first, and whose each is", async () => {
    expect(await get("/api/outbox")).toMatchObject([
      {
        id: "mail-000002",
        to: "ana@example.com",
        personId: "ana",
        journey: "cart",
        message: "last-call",
        variant: "default",
      },
      { id: "mail-000001", subject: "reminder first-time", message: "reminder", variant: "first-time" },
    ]);
  });

  test("gives a whole mail", async () => {
    expect(await get("/api/outbox/mail-000001")).toMatchObject({
      html: "<p>c-1</p>",
      text: expect.stringMatching(/^text/),
      replyTo: "care@test.example",
    });
    expect((await ask("GET", "/api/outbox/mail-9")).status).toBe(404);
  });

  test("gives a mail's markup in a cage: no scripts, no forms, pictures from the web and from here", async () => {
    const { headers, text } = await ask("GET", "/api/outbox/mail-000001/html");

    expect(text).toBe("<p>c-1</p>");
    const policy = String(headers["content-security-policy"]).split("; ");
    expect(policy).toEqual(
      expect.arrayContaining([
        "sandbox allow-popups allow-popups-to-escape-sandbox",
        "default-src 'none'",
        "img-src https: data: http://localhost:4100",
        "form-action 'none'",
      ]),
    );
    expect(policy.join()).not.toContain("script");
    expect((await ask("GET", "/api/outbox/mail-9/html")).status).toBe(404);
  });
});

describe("stories", () => {
  test("one is played as often as one likes, each time with another cart", async () => {
    expect(await post("/api/stories/left-cart", {})).toEqual({ played: 3 });
    expect(await post("/api/stories/left-cart", {})).toEqual({ played: 3 });

    const runs = await get<RunView[]>("/api/journeys/cart/runs");
    expect(new Set(runs.map(({ correlation }) => correlation)).size).toBe(2);
    expect(it.herald.now()).toBe(START);
  });

  test("its pictures are served from where it was played", async () => {
    await post("/api/stories/left-cart", {});

    const { events } = await get<PersonView>("/api/people/ana");
    expect(events.find(({ event }) => event === "Cart Updated")?.properties.products).toEqual([
      { image_url: "http://localhost:4100/pictures/a.svg" },
    ]);
  });

  test("one that nobody told is not found", async () => {
    const { status, json } = await ask("POST", "/api/stories/nope", {});

    expect([status, json()]).toEqual([404, { error: 'there is no story "nope"; there are left-cart' }]);
  });
});

describe("pages", () => {
  test("the console runs no script but its own", async () => {
    const { headers, text } = await ask("GET", "/");

    expect(text).toBe("<p>console</p>");
    expect(headers["content-security-policy"]).toContain("script-src 'self';");
    expect(headers["content-security-policy"]).toContain("frame-ancestors 'none'");
  });

  test("assets have their type", async () => {
    expect((await ask("GET", "/assets/main.js")).headers["content-type"]).toBe(
      "text/javascript; charset=utf-8",
    );
    expect((await ask("GET", "/assets/nope.js")).status).toBe(404);
  });

  test("pictures can be shown in the frame of a mail, and run nothing", async () => {
    const { status, headers } = await ask("GET", "/pictures/atlas-bottle.svg");

    expect(status).toBe(200);
    expect(headers).toMatchObject({
      "content-type": "image/svg+xml",
      "cross-origin-resource-policy": "cross-origin",
    });
    expect(headers["content-security-policy"]).toContain("default-src 'none'");
  });

  test.each([
    "/pictures/nope.svg",
    "/pictures/..%2f..%2fpackage.json",
    "/pictures/..%2fconsole%2findex.html",
    "/nope",
    "/api/nope",
  ])("there is nothing at %s", async (url) => {
    const { status, json } = await ask<{ error: string }>("GET", url);

    expect(status).toBe(404);
    expect(json().error).toMatch(/^there is nothing at GET /);
  });
});

describe("strangers", () => {
  test.each([
    "evil.example",
    "evil.example:4100",
    "localhost.evil.example",
    "127.0.0.1.evil.example",
    "192.168.1.7:4100",
  ])("a page that calls us %s gets nothing", async (host) => {
    for (const [method, url] of [
      ["GET", "/api/state"],
      ["GET", "/"],
      ["POST", "/"],
      ["POST", "/api/clock"],
    ] as const)
      expect((await ask(method, url, method === "POST" ? { hours: 1 } : undefined, { host })).status).toBe(
        403,
      );
  });

  test.each(["localhost", "localhost:4100", "127.0.0.1:4100", "[::1]:4100"])("%s is us", async (host) => {
    expect((await ask("GET", "/api/state", undefined, { host })).status).toBe(200);
  });

  test.each(["http://evil.example", "null", "http://localhost:3000", "https://localhost:4100"])(
    "a page of %s changes nothing",
    async (origin) => {
      const { status } = await ask("POST", "/api/clock", { hours: 1 }, { origin });

      expect(status).toBe(403);
      expect(it.herald.now()).toBe(START);
    },
  );

  test("our own page does", async () => {
    expect((await ask("POST", "/api/clock", { hours: 1 }, { origin: "http://localhost:4100" })).status).toBe(
      200,
    );
  });
});
