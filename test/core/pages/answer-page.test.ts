import { answerPage } from "../../../core/pages/answer-page";
import { MAX_FORM_BYTES } from "../../../core/pages/form";
import type { SendRecord } from "../../../core/sending/ledger";
import { NOW, pageWorld, textOf } from "../../fixtures/page-world";

const FORM = "application/x-www-form-urlencoded";
const ONE_CLICK = "List-Unsubscribe=One-Click";
const BOUNDARY = "---FormBoundaryjWmhtjORrn";
const multipart = (value: string) =>
  [
    `--${BOUNDARY}`,
    'Content-Disposition: form-data; name="List-Unsubscribe"',
    "",
    value,
    `--${BOUNDARY}--`,
    "",
  ].join("\r\n");
const MULTIPART = `multipart/form-data; boundary=${BOUNDARY}`;

const unsubscribe = { purpose: "u", subject: "news/email", message: "monthly#-#send letter" } as const;
const preferences = { purpose: "p" } as const;
const why = { purpose: "w", message: "cart#c1#send reminder" } as const;

/** As they come from scanners, proxies and previews. */
const AGENTS = Array.from({ length: 10 }, (_, index) => `scanner ${index}`);

describe("V-1: one-click unsubscribe", () => {
  it.each([
    ["V-1a: application/x-www-form-urlencoded", ONE_CLICK, undefined],
    ["E-5: multipart/form-data", multipart("One-Click"), MULTIPART],
  ])("by %s answers 200 without a redirect, and ends the topic on the channel", async (_how, body, type) => {
    const world = pageWorld();

    const { status, headers } = await world.post(world.path(unsubscribe), body, type);

    expect(status).toBe(200);
    expect(Object.keys(headers)).not.toContain("location");
    expect(world.published).toMatchObject([
      {
        event: "Consent Withdrawn",
        personId: "ana",
        properties: { topic: "news", channel: "email", source: "one-click", send: unsubscribe.message },
      },
    ]);
    expect(world.consents()?.["news/email"]?.given).toBe(false);
    expect(world.consents()?.["tips/email"]?.given).toBe(true);
  });

  it("E-4: answers the same when it is repeated, and when there is nothing left to unsubscribe from", async () => {
    const world = pageWorld();
    const path = world.path(unsubscribe);

    const answers = [];
    for (let time = 0; time < 3; time++) answers.push((await world.post(path, ONE_CLICK)).status);

    expect(answers).toEqual([200, 200, 200]);
    expect(world.consents()?.["news/email"]?.given).toBe(false);
  });

  it.each([
    ["another value", "List-Unsubscribe=Yes", undefined],
    ["another value in parts", multipart("Yes"), MULTIPART],
    ["an empty body", "", undefined],
    ["no form at all", '{"List-Unsubscribe":"One-Click"}', "application/json"],
    ["a broken form", "not parts", MULTIPART],
    ["a form that is too long", `x=${"x".repeat(MAX_FORM_BYTES)}&${ONE_CLICK}`, undefined],
  ])("refuses %s, and changes nothing", async (_what, body, type) => {
    const world = pageWorld();

    const { status } = await world.post(world.path(unsubscribe), body, type);

    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(500);
    expect(world.published).toEqual([]);
  });

  it("E-3: is refused with one character changed, before anything is read of anybody", async () => {
    const world = pageWorld();
    const path = world.path(unsubscribe);

    const changed = `${path.slice(0, -1)}${path.endsWith("A") ? "B" : "A"}`;
    const { status } = await world.post(changed, ONE_CLICK);

    expect(status).toBe(404);
    expect(world.published).toEqual([]);
    expect(world.reads()).toBe(0);
  });

  it("E-8: works 400 days later", async () => {
    const world = pageWorld();
    const path = world.path(unsubscribe);
    world.later(400);

    expect((await world.post(path, ONE_CLICK)).status).toBe(200);
    expect(world.consents()?.["news/email"]?.given).toBe(false);
  });

  it("ends again what was agreed to again since, by the same old link", async () => {
    const world = pageWorld();
    const path = world.path(unsubscribe);
    await world.post(path, ONE_CLICK);
    world.later(1);
    await world.ports.publish([
      {
        ...{ event: "Consent Given", personId: "ana", messageId: "again", timestamp: world.ports.now() },
        properties: { topic: "news", channel: "email" },
      },
    ]);
    expect(world.consents()?.["news/email"]?.given).toBe(true);
    world.later(1);

    await world.post(path, ONE_CLICK);

    expect(world.consents()?.["news/email"]?.given).toBe(false);
  });

  it("is not confirmed while the bus does not take it, so that the mailbox provider tries again", async () => {
    const world = pageWorld();
    world.busDown();

    await expect(world.post(world.path(unsubscribe), ONE_CLICK)).rejects.toThrow("the bus is down");
  });

  it("says yes to somebody who was erased, and brings nobody back", async () => {
    const world = pageWorld();
    world.erase();

    expect((await world.post(world.path(unsubscribe), ONE_CLICK)).status).toBe(200);
    expect(world.published).toEqual([]);
  });
});

describe("E-6: whoever only looks", () => {
  it("changes nothing, a thousand times over every page", async () => {
    const world = pageWorld();
    const paths = [
      unsubscribe,
      preferences,
      why,
      { purpose: "c", subject: "news/sms", message: "m1" } as const,
    ].map(world.path);

    for (let time = 0; time < 1000; time++) {
      const method = ["GET", "HEAD", "OPTIONS"][time % 3] as string;
      const acceptLanguage = AGENTS[time % AGENTS.length] as string;
      await world.visit(paths[time % paths.length] as string, { method, acceptLanguage });
    }

    expect(world.published).toEqual([]);
  });

  it("sees one form that posts, and no script", async () => {
    const world = pageWorld();

    const { status, body, headers } = await world.visit(world.path(unsubscribe));

    expect(status).toBe(200);
    expect(body).toContain('<form method="post">');
    expect(body).not.toMatch(/<script|onload|onclick|javascript:|http-equiv/i);
    expect(headers["content-security-policy"]).toMatch(
      /^default-src 'none'; style-src 'sha256-[^']+'; form-action 'self'/,
    );
    expect(headers["referrer-policy"]).toBe("no-referrer");
    expect(headers["cache-control"]).toBe("no-store");
  });

  it("gets no body for HEAD, what is allowed for OPTIONS, and 405 for anything else", async () => {
    const world = pageWorld();
    const path = world.path(unsubscribe);

    expect(await world.visit(path, { method: "HEAD" })).toMatchObject({ status: 200, body: "" });
    expect(await world.visit(path, { method: "OPTIONS" })).toMatchObject({ status: 204 });
    expect(await world.visit(path, { method: "PUT" })).toMatchObject({
      status: 405,
      headers: { allow: "GET, HEAD, POST, OPTIONS" },
    });
  });

  it.each(["/", "/u", "/u/", "/x/k1.a.b", "/u/k1.a.b/more", "/u/%00", `/u/${"a".repeat(5000)}`])(
    "gets 404 at %s",
    async (path) => {
      expect((await pageWorld().visit(path)).status).toBe(404);
    },
  );

  it("X-42: gets no page by the token of another", async () => {
    const world = pageWorld();
    const token = world.token(unsubscribe);

    for (const other of ["p", "w", "c"]) expect((await world.visit(`/${other}/${token}`)).status).toBe(404);
  });
});

describe("the preference page", () => {
  const agreed = ["news/email", "tips/email", "tips/push"];
  const saving = (choices: readonly string[]) =>
    ["do=save", ...choices.map((choice) => `choice=${choice}`)].join("&");
  const checked = (body: string) => [...body.matchAll(/value="([^"]+)" checked/g)].map(([, value]) => value);

  it("shows what was chosen, by topic and channel, and whose it is without telling it (X-43)", async () => {
    const world = pageWorld();

    const page = await world.visit(world.path(preferences));

    expect(checked(page.body)).toEqual(["news/email", "tips/email", "tips/push"]);
    expect(page.body).not.toContain("ana@example.com");
    expect(page.body).not.toContain("Ana");
    expect(textOf(page)).toContain("This is for a•••@e•••.com.");
  });

  it("P-4: takes away what is no longer checked, at once, and leaves the rest", async () => {
    const world = pageWorld();

    const page = await world.post(world.path(preferences), "do=save&choice=news/email&choice=tips/push");

    expect(world.published.map(({ event, properties }) => [event, properties])).toEqual([
      ["Consent Withdrawn", { topic: "tips", channel: "email", source: "preference-page" }],
    ]);
    expect(checked(page.body)).toEqual(["news/email", "tips/push"]);
    expect(textOf(page)).toContain("Your choices are saved");
  });

  it("X-44: only asks for what was added, all in one request, and shows it as not yet chosen", async () => {
    const world = pageWorld();
    const all = ["news/email", "tips/email", "tips/push"].map((each) => `choice=${each}`).join("&");

    const page = await world.post(
      world.path(preferences),
      `do=save&${all}&choice=club/email&choice=rewards/push`,
    );

    expect(world.published).toMatchObject([
      { event: "Consent Requested", properties: { choices: ["rewards/push", "club/email"] } },
    ]);
    expect(checked(page.body)).toEqual(["news/email", "tips/email", "tips/push"]);
    expect(textOf(page)).toContain("We have sent a message to a•••@e•••.com.");
  });

  it("X-44: asks once for the same, and again for something else", async () => {
    const world = pageWorld();
    const save = (...more: string[]) => world.post(world.path(preferences), saving([...agreed, ...more]));

    await save("club/email");
    await save("club/email");
    const page = await save("birthday/email");

    expect(new Set(world.published.map(({ messageId }) => messageId)).size).toBe(2);
    expect(world.published.at(-1)?.properties).toMatchObject({ choices: ["birthday/email"] });
    expect(textOf(page)).toContain("We have sent a message to a•••@e•••.com.");
  });

  it("X-44: asks for both of two things that come before either is observed", async () => {
    const world = pageWorld();
    world.events.push = () => 0;

    await world.post(world.path(preferences), saving([...agreed, "club/email"]));
    await world.post(world.path(preferences), saving([...agreed, "birthday/email"]));

    const ids = world.published.map(({ messageId }) => messageId);
    expect(new Set(ids).size).toBe(2);
  });

  it("P-3: names the words that it asked by, which are others in another language", async () => {
    const inLanguage = async (locale: string) => {
      const world = pageWorld({ locale });
      await world.post(world.path(preferences), saving([...agreed, "club/email"]));
      return world.published[0]?.properties.wording;
    };

    const [english, again, german] = [await inLanguage("en"), await inLanguage("en"), await inLanguage("de")];
    expect(english).toMatch(/^preference-page [0-9a-f]{16}$/);
    expect(again).toBe(english);
    expect(german).not.toBe(english);
  });

  it("P-6: asks five times a day at most, and says so", async () => {
    const world = pageWorld();
    const others = [
      "news/push",
      "rewards/email",
      "rewards/push",
      "rewards/inbox",
      "club/email",
      "club/inbox",
    ];

    const pages = [];
    for (const other of others)
      pages.push(await world.post(world.path(preferences), saving([...agreed, other])));

    expect(world.published).toHaveLength(5);
    expect(textOf(pages.at(-1) as (typeof pages)[number])).toContain("Add it again tomorrow.");
    world.later(1);
    await world.post(world.path(preferences), saving([...agreed, "club/inbox"]));
    expect(world.published).toHaveLength(6);
  });

  it("P-4: shows what the law allows until somebody says no, so that they can", async () => {
    const world = pageWorld({ country: "US" });
    const program = {
      ...world.ports.program,
      policy: { caps: [], consent: { optOut: { US: ["email"] } }, trackUnaskedIn: ["US"] } as const,
    };
    const ports = { ...world.ports, program };
    const path = world.path(preferences);

    const before = checked((await answerPage({ method: "GET", path }, ports)).body);
    expect(before).toEqual(expect.arrayContaining(["club/email", "open-tracking/email"]));
    expect(before).not.toContain("club/inbox");
    const body = Buffer.from(saving(before.filter((each) => each !== "club/email") as string[]));
    await answerPage({ method: "POST", path, contentType: FORM, body }, ports);

    expect(world.published.map(({ event, properties }) => [event, properties])).toEqual([
      ["Consent Withdrawn", { topic: "club", channel: "email", source: "preference-page" }],
    ]);
    expect(checked((await answerPage({ method: "GET", path }, ports)).body)).not.toContain("club/email");
  });

  it("asks for nothing that there is not", async () => {
    const world = pageWorld();
    const all = ["news/email", "tips/email", "tips/push"].map((each) => `choice=${each}`).join("&");

    await world.post(
      world.path(preferences),
      `do=save&${all}&choice=news/pigeon&choice=*/*&choice=spam/email`,
    );

    expect(world.published).toEqual([]);
  });

  it("E-9: ends all marketing by one button", async () => {
    const world = pageWorld();

    const page = await world.post(world.path(preferences), "do=stop-all");

    expect(world.published).toMatchObject([
      { event: "Consent Withdrawn", properties: { topic: "*", channel: "*", source: "stop-all" } },
    ]);
    expect(textOf(page)).toContain("We have stopped all marketing");
    expect(checked((await world.visit(world.path(preferences))).body)).toEqual([]);
  });

  it("changes nothing where nothing was changed, nor where the form says nothing", async () => {
    const world = pageWorld();
    const all = ["news/email", "tips/email", "tips/push"].map((each) => `choice=${each}`).join("&");

    expect((await world.post(world.path(preferences), `do=save&${all}`)).status).toBe(200);
    expect((await world.post(world.path(preferences), all)).status).toBe(400);
    expect(world.published).toEqual([]);
  });

  it("says that what was added has not begun where nobody could be asked to confirm it", async () => {
    const world = pageWorld({ email: "" });

    const page = await world.post(
      world.path(preferences),
      "do=save&choice=news/email&choice=tips/email&choice=tips/push&choice=club/inbox",
    );

    expect(textOf(page)).toContain("so it has not begun");
    expect(world.published).toEqual([]);
  });
});

describe("P-6: confirming", () => {
  const request = (world: ReturnType<typeof pageWorld>) => {
    world.events.push({
      ...{ personId: "ana", messageId: "m1", event: "Consent Requested", timestamp: NOW, receivedAt: NOW },
      ...{ source: "herald", context: {}, decisions: [] },
      properties: { choices: ["club/email", "rewards/push"] },
    });
    return world.path({ purpose: "c", subject: "club/email,rewards/push", message: "m1" });
  };

  it("names what is confirmed, and agrees to it by POST alone, with the request as its proof", async () => {
    const world = pageWorld();
    const path = request(world);

    const page = await world.visit(path);
    expect(textOf(page)).toContain("The club (Email) Rewards and points (Push notification)");
    expect(world.published).toEqual([]);
    await world.post(path, "do=confirm");

    const proof = { source: "double-opt-in", confirms: "m1" };
    expect(world.published).toMatchObject([
      { event: "Consent Given", properties: { topic: "club", channel: "email", ...proof } },
      { event: "Consent Given", properties: { topic: "rewards", channel: "push", ...proof } },
    ]);
  });

  it("P-4: does not undo a no that was said since, however often its form is sent again", async () => {
    const world = pageWorld();
    const path = request(world);
    await world.post(path, "do=confirm");
    world.later(1);
    await world.post(world.path({ purpose: "p" }), "do=stop-all");
    world.later(1);

    expect((await world.post(path, "do=confirm")).status).toBe(410);

    expect(world.published.map(({ event }) => event)).toEqual([
      ...["Consent Given", "Consent Given", "Consent Withdrawn"],
    ]);
  });

  it("confirms what of it is still wanted", async () => {
    const world = pageWorld();
    const path = request(world);
    world.later(1);
    await world.post(world.path({ purpose: "u", subject: "club/email" }), "do=unsubscribe");
    await world.post(path, "do=confirm");

    expect(world.published).toMatchObject([
      { event: "Consent Withdrawn", properties: { topic: "club", channel: "email" } },
      { event: "Consent Given", properties: { topic: "rewards", channel: "push" } },
    ]);
  });

  it("P-3: takes the wording that was shown with the request along", async () => {
    const world = pageWorld();
    const path = request(world);
    const [asked] = world.events;
    world.events[0] = {
      ...asked,
      properties: { ...asked?.properties, wording: "v7" },
    } as (typeof world.events)[0];
    await world.post(path, "do=confirm");

    expect(world.published).toMatchObject([
      { properties: { wording: "v7" } },
      { properties: { wording: "v7" } },
    ]);
  });

  it("is too late after 14 days, and where nobody knows of the request", async () => {
    const world = pageWorld();
    const path = request(world);
    const unknown = world.path({ purpose: "c", subject: "club/email", message: "m2" });

    expect((await world.post(unknown, "do=confirm")).status).toBe(410);
    world.later(14);
    expect((await world.post(path, "do=confirm")).status).toBe(410);
    expect(world.published).toEqual([]);
  });
});

describe("why a message came", () => {
  const send: SendRecord = {
    ...{
      personId: "ana",
      journey: "cart-abandonment",
      correlation: "c1",
      version: "v1",
      step: "send reminder",
    },
    ...{ execution: 1, message: "cart-reminder", messageHash: "h", channel: "email", status: "accepted" },
    subject: "Still packing? Your cart is here",
    facts: {
      ...{ topic: "cart-reminders", basis: "consent", consentAt: "2026-01-05T09:00:00.000Z" },
      consentSource: "checkout",
    },
    at: NOW,
  };

  it("is told in plain words: what set it off, and what it rests on", async () => {
    const world = pageWorld();
    world.sends.push(send);

    const text = textOf(await world.visit(world.path(why)));

    expect(text).toContain("“Still packing? Your cart is here” came to you on March 2, 2026, by email.");
    expect(text).toContain("It came because something was left in your cart.");
    expect(text).toContain("You agreed to “Cart reminders” on January 5, 2026 (checkout).");
  });

  it("is told in the reader's language and zone", async () => {
    const world = pageWorld({ locale: "de-AT", timezone: "Pacific/Auckland" });
    world.sends.push({ ...send, at: "2026-03-02T20:00:00.000Z" });

    const page = await world.visit(world.path(why));

    expect(page.body).toContain('<html lang="de"');
    expect(textOf(page)).toContain("„Still packing? Your cart is here“ kam am 3. März 2026 zu dir (E-Mail).");
    expect(textOf(page)).toContain("Der Anlass: In deinem Warenkorb ist etwas liegen geblieben.");
  });

  it("X-43: tells nothing of the person to whom it was forwarded", async () => {
    const world = pageWorld({ phone: "+12025550100" });
    world.sends.push(send);

    const { body } = await world.visit(world.path(why));

    expect(body).not.toMatch(/ana@|Ana|\+1202/);
  });

  it("rests on what was asked for, where it is no marketing, and then offers nothing to unsubscribe from", async () => {
    const world = pageWorld();
    world.sends.push({ ...send, journey: "password-reset", facts: { basis: "contract" } });

    const page = await world.visit(world.path(why));

    expect(textOf(page)).toContain("It belongs to something you asked us to do");
    expect(page.body).not.toContain("/u/");
  });

  it("says so where nothing is recorded any more", async () => {
    const world = pageWorld();

    expect(textOf(await world.visit(world.path(why)))).toContain(
      "We have no record of this message any more.",
    );
  });
});

describe("the language of a page", () => {
  it.each([
    ["the person's", { locale: "de" }, "en", "de"],
    ["the browser's, where the person's is unknown", {}, "fr;q=0.2, de-CH;q=0.9, en;q=0.4", "de"],
    ["the brand's, where neither is spoken", { locale: "ja" }, "fi", "en"],
    ["the brand's, where the browser says nonsense", {}, ";;;q=x,,\u0000", "en"],
  ])("is %s", async (_whose, traits, acceptLanguage, expected) => {
    const world = pageWorld(traits as Record<string, string>);

    const { body } = await world.visit(world.path(preferences), { acceptLanguage });

    expect(body).toContain(`<html lang="${expected}" dir="ltr">`);
  });
});

it("X-23: what a program says of itself is text and never markup", async () => {
  const world = pageWorld();
  const brand = { ...world.ports.program.brand, name: '<img src=x onerror="1">' };

  const { body } = await answerPage(
    { method: "GET", path: world.path(preferences) },
    { ...world.ports, program: { ...world.ports.program, brand } },
  );

  expect(body).toContain("&lt;img src=x onerror=&quot;1&quot;&gt;");
  expect(body).not.toContain("<img");
});
