import type { Channel, Message } from "../../core/messages/message";
import type { CompiledProgram } from "../../core/program";
import type { Run } from "../../core/runs/run";
import { CLAIM_STALE_MS } from "../../core/sending/ledger";
import type { SendCommand } from "../../core/sending/send-command";
import { TRACKING_TOPIC } from "../../core/sending/tracking";
import type { Outgoing, OutgoingEmail, ProviderAnswer } from "../../lambdas/send-message/channel-provider";
import { noteSuppression } from "../../lambdas/shared/note-suppression";
import { TryAgainLater } from "../../lambdas/shared/try-again-later";
import { type CrashPoint, crashPoints, Life } from "../fixtures/mortal";
import { compilePlainMessage, nudge, plainMessage, plainProgram } from "../fixtures/plain-program";
import {
  commandFor as commandForIn,
  commandOf as commandOfIn,
  run,
  START,
  senderWorld,
} from "../fixtures/sender-world";

let program: CompiledProgram;
beforeAll(async () => {
  program = await plainProgram();
});

const commandFor = (purpose: "marketing" | "transactional") => commandForIn(program, purpose);
const commandOf = (name: string, purpose?: "marketing" | "transactional") =>
  commandOfIn(program, name, purpose);
const aWorld = (answer?: (outgoing: Outgoing) => Promise<ProviderAnswer>, served?: readonly Channel[]) =>
  senderWorld(program, answer, served);

/** Delivers a command the way a queue does: again and again until it is done. */
async function deliver(world: Awaited<ReturnType<typeof aWorld>>, command: SendCommand): Promise<void> {
  for (let times = 0; times < 5; times++) {
    try {
      await world.attempt(command);
      return;
    } catch (error) {
      if (!(error instanceof TryAgainLater)) throw error;
      world.later(CLAIM_STALE_MS);
    }
  }
  throw new Error("the command was never done");
}

async function callsOfOneSend(purpose: "marketing" | "transactional"): Promise<number> {
  const life = new Life();
  await (await aWorld()).attempt(commandFor(purpose), life);
  return life.calls;
}

describe("a sender that dies", () => {
  it("sends marketing at most once, whichever two of its steps it died between, and dying twice (R-2)", async () => {
    const points = crashPoints(await callsOfOneSend("marketing"));
    const pairs: (CrashPoint | undefined)[][] = points.flatMap((one) =>
      [undefined, ...points].map((two) => [one, two]),
    );
    expect(points.length).toBeGreaterThanOrEqual(14);

    for (const deaths of pairs) {
      const world = await aWorld();
      for (const death of deaths.filter((each) => each !== undefined)) {
        const life = new Life(death);
        await life.outlive(world.attempt(commandFor("marketing"), life).catch(() => undefined));
        world.later(CLAIM_STALE_MS);
      }

      await deliver(world, commandFor("marketing"));

      expect(world.taken.length).toBeLessThanOrEqual(1);
      expect(["accepted", "unknown"]).toContain(world.row().status);
      expect(world.taken.length === 0 ? world.row().status : "sent").not.toBe("accepted");
    }
  });

  it("loses no marketing unless it died around the provider's call", async () => {
    const calls = await callsOfOneSend("marketing");
    const lost: string[] = [];
    for (const point of crashPoints(calls)) {
      const world = await aWorld();
      const life = new Life(point);
      await life.outlive(world.attempt(commandFor("marketing"), life));
      world.later(CLAIM_STALE_MS);

      await deliver(world, commandFor("marketing"));

      if (world.taken.length === 0) lost.push(`${point.when} call ${point.call}`);
    }
    // Call 6 claims, call 7 is the provider's: between the two nobody can tell whether it was made.
    expect(lost).toEqual(["after call 6", "before call 7"]);
  });

  it("always gets a transactional message out, if need be twice", async () => {
    for (const point of crashPoints(await callsOfOneSend("transactional"))) {
      const world = await aWorld();
      const life = new Life(point);
      await life.outlive(world.attempt(commandFor("transactional"), life));
      world.later(CLAIM_STALE_MS);

      await deliver(world, commandFor("transactional"));

      expect(world.taken.length).toBeGreaterThanOrEqual(1);
      expect(world.taken.length).toBeLessThanOrEqual(2);
    }
  });
});

describe("a send command", () => {
  it("delivered ten times at once sends one email", async () => {
    const world = await aWorld();

    await Promise.allSettled(Array.from({ length: 10 }, () => world.attempt(commandFor("marketing"))));
    await deliver(world, commandFor("marketing"));

    expect(world.taken).toHaveLength(1);
    expect(world.row()).toMatchObject({ status: "accepted", providerId: "p1" });
  });

  it("whose provider is throttling is tried again later and sent once", async () => {
    let busy = true;
    const world = await aWorld(async () =>
      busy ? { outcome: "try-later", detail: "429" } : { outcome: "accepted", providerId: "p1" },
    );

    await expect(world.attempt(commandFor("marketing"))).rejects.toThrow(TryAgainLater);
    expect(world.row().status).toBe("released");
    busy = false;
    await world.attempt(commandFor("marketing"));

    expect(world.taken).toHaveLength(1);
  });

  it("whose provider gave no answer is recorded as unknown and never repeated, for marketing", async () => {
    const world = await aWorld(() => Promise.reject(new Error("socket hang up")));

    await world.attempt(commandFor("marketing"));
    world.later(CLAIM_STALE_MS);
    const again = await world.attempt(commandFor("marketing"));

    expect(again).toMatchObject({
      status: "unknown",
      reason: "no-answer",
      facts: { error: "socket hang up" },
    });
  });

  it("that the provider rejects is recorded as failed with the provider's words", async () => {
    const world = await aWorld(async () => ({ outcome: "rejected", detail: "MessageRejected: no" }));

    const record = await world.attempt(commandFor("marketing"));

    expect(record).toMatchObject({
      status: "failed",
      reason: "provider-rejected",
      facts: { error: "MessageRejected: no" },
    });
  });

  it("that was skipped stays skipped when it is delivered again after the reason has gone", async () => {
    const world = await aWorld();
    const rows = world.store.people.get("ana");
    const agreed = rows?.person;
    if (rows && agreed) rows.person = { ...agreed, consents: {} };
    await world.attempt(commandFor("marketing"));
    if (rows && agreed) rows.person = agreed;

    const record = await world.attempt(commandFor("marketing"));

    expect(record).toMatchObject({ status: "skipped", reason: "no-consent" });
    expect(world.taken).toHaveLength(0);
  });

  it("whose run another execution has taken over since it was skipped is sent by that one", async () => {
    const world = await aWorld();
    const rows = world.store.people.get("ana");
    const agreed = rows?.person;
    if (rows && agreed) rows.person = { ...agreed, consents: {} };
    await world.attempt({ ...commandFor("marketing"), last: false });
    if (rows && agreed) rows.person = agreed;
    rows?.runs.set("cart#c1", { ...run, execution: 2, revision: 1 });

    await world.attempt({ ...commandFor("marketing"), execution: 2 });

    expect(world.taken).toHaveLength(1);
  });

  it("that meets a no after the provider asked to wait is recorded as skipped, with the reason", async () => {
    const world = await aWorld(async () => ({ outcome: "try-later", detail: "429" }));
    await expect(world.attempt(commandFor("marketing"))).rejects.toThrow(TryAgainLater);
    const rows = world.store.people.get("ana");
    if (rows?.person) rows.person = { ...rows.person, consents: {} };

    const record = await world.attempt(commandFor("marketing"));

    expect(record).toMatchObject({ status: "skipped", reason: "no-consent" });
  });

  it("that was handed off by a worker who died is settled as unknown even when the run has ended since", async () => {
    const world = await aWorld();
    const life = new Life({ call: 7, when: "after" });
    await life.outlive(world.attempt(commandFor("marketing"), life));
    world.store.people
      .get("ana")
      ?.runs.set("cart#c1", { ...run, state: "ended", ended: { at: START, reason: "ordered" }, revision: 1 });
    world.later(CLAIM_STALE_MS);

    const record = await world.attempt(commandFor("marketing"));

    expect(record).toMatchObject({ status: "unknown", reason: "no-answer-recorded" });
    expect(world.taken).toHaveLength(1);
  });

  it("overtaken by the journey's last message is still sent", async () => {
    const world = await aWorld();
    await world.attempt(commandFor("transactional"));
    expect(world.store.people.get("ana")?.runs.get("cart#c1")).toMatchObject({
      ended: { reason: "completed" },
    });

    await world.attempt({ ...commandFor("marketing"), last: false });

    expect(world.taken).toHaveLength(2);
  });

  it("about an event whose row is not stored yet waits for it", async () => {
    const world = await aWorld();
    world.store.people.get("ana")?.events.clear();

    await expect(world.attempt(commandFor("marketing"))).rejects.toThrow(TryAgainLater);
    expect(world.row()).toBeUndefined();
  });

  it("E-1: carries one List-Unsubscribe and one List-Unsubscribe-Post when it is marketing and none when it is transactional", async () => {
    const headersOf = async (purpose: "marketing" | "transactional") => {
      const world = await aWorld();
      await world.attempt(commandFor(purpose));
      return world.taken.map((outgoing) => (outgoing as OutgoingEmail).headers);
    };

    expect(await headersOf("marketing")).toEqual([
      [
        {
          name: "List-Unsubscribe",
          value: expect.stringMatching(
            /^<https:\/\/pages\.test\/u\/k1\.[\w-]+\.[\w-]+>, <mailto:unsubscribe@test\.example\?subject=unsubscribe>$/,
          ),
        },
        { name: "List-Unsubscribe-Post", value: "List-Unsubscribe=One-Click" },
      ],
    ]);
    expect(await headersOf("transactional")).toEqual([[]]);
  });
});

const reachable = { push_token: "token-1", phone: "+491701234567", email: "ana@example.com" };
const everywhere = ["news/push", "news/sms", "news/email"];

describe("P-7: an email to somebody who agreed that opens and clicks are told", () => {
  it("says so where it is marketing, and not where it is what they asked for, nor to anybody else", async () => {
    const tracked = async (purpose: "marketing" | "transactional", topics: readonly string[]) => {
      const world = await aWorld();
      world.know(
        { email: "ana@example.com" },
        topics.map((topic) => `${topic}/email`),
      );
      await world.attempt(commandFor(purpose));
      return (world.taken[0] as OutgoingEmail).mayTrack;
    };

    expect(await tracked("marketing", ["news", TRACKING_TOPIC])).toBe(true);
    expect(await tracked("transactional", ["news", TRACKING_TOPIC])).toBeUndefined();
    expect(await tracked("marketing", ["news"])).toBeUndefined();
  });
});

describe("a message on several channels", () => {
  it("goes out on the first of its order that reaches the person, and says so in the ledger", async () => {
    const world = await aWorld();
    world.know(reachable, everywhere);

    const record = await world.attempt(commandOf("nudge"));

    expect(world.taken).toMatchObject([
      { channel: "push", to: "token-1", title: "nudge default", body: "c1" },
    ]);
    expect(record).toMatchObject({ status: "accepted", channel: "push", subject: "nudge default" });
    expect(record.facts).toMatchObject({ run: "running", channel: "push", address: "push_token" });
    expect(record.facts).not.toHaveProperty("tried");
  });

  it("S-41: goes by push to the devices that are free, and to none that is suppressed", async () => {
    const world = await aWorld();
    world.know(reachable, everywhere);
    const rows = world.store.people.get("ana");
    if (!rows?.person) throw new Error("there is no Ana");
    const devices = ["token-1", "token-2"].map((token) => ({ token, service: "APNS" as const, at: START }));
    rows.person = { ...rows.person, devices };
    const bar = (token: string) =>
      noteSuppression(world.store, "push", token, [
        { reason: "manual", says: "suppress", at: START, by: "mara", id: token },
      ]);

    await bar("token-1");
    await world.attempt({ ...commandOf("nudge"), step: "one free" });
    await bar("token-2");
    await world.attempt({ ...commandOf("nudge"), step: "none free", channels: ["push"] });

    expect(world.taken).toMatchObject([{ channel: "push", to: "token-2", devices: [{ token: "token-2" }] }]);
    expect([...(rows.sends.values() ?? [])].at(-1)).toMatchObject({
      status: "skipped",
      reason: "suppressed",
    });
  });

  it("falls back from push without a token over sms without consent to email, and records what it saw", async () => {
    const world = await aWorld();
    world.know({ phone: "+491701234567", email: "ana@example.com" }, ["news/push", "news/email"]);

    const record = await world.attempt(commandOf("nudge"));

    expect(world.taken).toMatchObject([{ channel: "email", to: "ana@example.com" }]);
    expect(record).toMatchObject({
      status: "accepted",
      channel: "email",
      facts: {
        run: "running",
        channel: "email",
        consent: "given",
        tried: [
          { channel: "push", reason: "no-address", trait: "push_token" },
          { channel: "sms", reason: "no-consent", address: "phone", consent: "never given" },
        ],
      },
    });
  });

  it("takes the order of the send instead of its own, where there is one", async () => {
    const world = await aWorld();
    world.know(reachable, everywhere);

    await world.attempt({ ...commandOf("nudge"), channels: ["sms", "push"] });

    expect(world.taken).toMatchObject([{ channel: "sms", to: "+491701234567", text: "nudge default c1" }]);
  });

  it("keeps nothing of a text message in the ledger, which may be a secret", async () => {
    const world = await aWorld();
    world.know(reachable, everywhere);

    const record = await world.attempt({ ...commandOf("nudge"), channels: ["sms"] });

    expect(record).toMatchObject({ status: "accepted", channel: "sms", locale: "en" });
    expect(JSON.stringify(record)).not.toContain("nudge default c1");
  });

  it("passes over channels that nobody serves", async () => {
    const world = await aWorld(undefined, ["email"]);
    world.know(reachable, everywhere);

    const record = await world.attempt(commandOf("nudge"));

    expect(record).toMatchObject({
      status: "accepted",
      channel: "email",
      facts: {
        tried: [
          { channel: "push", reason: "no-provider" },
          { channel: "sms", reason: "no-provider" },
        ],
      },
    });
  });

  it("that reaches nobody is skipped for the reason of the channel it likes best", async () => {
    const world = await aWorld();
    world.know({ email: "ana@example.com" }, []);

    const record = await world.attempt(commandOf("nudge"));

    expect(world.taken).toEqual([]);
    expect(record).toMatchObject({
      status: "skipped",
      reason: "no-address",
      channel: "push",
      facts: {
        run: "running",
        channel: "push",
        tried: [
          { reason: "no-address" },
          { reason: "no-address" },
          { channel: "email", reason: "no-consent" },
        ],
      },
    });
  });

  it("on a channel alone that nobody serves is skipped, with the reason", async () => {
    const world = await aWorld(undefined, ["email"]);
    world.know(reachable, everywhere);

    const record = await world.attempt({ ...commandOf("nudge"), channels: ["sms"] });

    expect(record).toMatchObject({ status: "skipped", reason: "no-provider", channel: "sms" });
    expect(record.facts).toEqual({ run: "running", channel: "sms" });
  });

  it("of a run that has ended asks no channel", async () => {
    const world = await aWorld();
    world.know(reachable, everywhere);
    world.store.people.get("ana")?.runs.clear();

    const record = await world.attempt(commandOf("nudge"));

    expect(record).toMatchObject({ reason: "run-ended", channel: "push", facts: { run: "not found" } });
    expect(record.facts).not.toHaveProperty("tried");
  });

  it("looks each address up in the suppressions of its channel", async () => {
    const world = await aWorld();
    world.know(reachable, everywhere);
    const word = { reason: "manual", says: "suppress", at: START, by: "mara", id: "m9" } as const;
    await noteSuppression(world.store, "push", "token-1", [word]);
    await noteSuppression(world.store, "sms", "+491701234567", [word]);

    const record = await world.attempt(commandOf("nudge"));

    expect(record).toMatchObject({
      channel: "email",
      facts: { tried: [{ reason: "suppressed" }, { reason: "suppressed" }] },
    });
  });
});

describe("marketing on several channels", () => {
  /** Between two deliveries the person's channels change, so that the gate would choose another one. */
  async function deliveredWithLosses(points: readonly CrashPoint[]) {
    const world = await aWorld();
    const lose = [
      () => world.know(reachable, everywhere),
      () => world.know({ ...reachable, push_token: "" }, everywhere),
      () => world.know({ email: reachable.email }, everywhere),
    ];
    for (const [nth, point] of points.entries()) {
      lose[nth]?.();
      const life = new Life(point);
      await life.outlive(world.attempt(commandOf("nudge"), life).catch(() => undefined));
      world.later(CLAIM_STALE_MS);
    }
    lose[points.length]?.();
    await deliver(world, commandOf("nudge"));
    return world;
  }

  it("is at most once on all of them together, wherever its senders died and whichever channel is free then", async () => {
    const life = new Life();
    const whole = await aWorld();
    whole.know(reachable, everywhere);
    await whole.attempt(commandOf("nudge"), life);
    const points = crashPoints(life.calls);
    const deaths = points.flatMap((one) => [[one], ...points.map((two) => [one, two])]);
    const seen = new Set<string>();

    for (const each of deaths) {
      const { taken, row } = await deliveredWithLosses(each);

      expect([each, taken.length <= 1]).toEqual([each, true]);
      expect(["accepted", "unknown"]).toContain(row().status);
      if (row().status === "accepted") expect(taken.map(({ channel }) => channel)).toEqual([row().channel]);
      for (const { channel } of taken) seen.add(channel);
    }
    expect([...seen].sort()).toEqual(["email", "push", "sms"]);
  });

  it("that one channel left without an answer is not repeated on another", async () => {
    const world = await aWorld(async ({ channel }) => {
      if (channel === "push") throw new Error("socket hang up");
      return { outcome: "accepted", providerId: "p1" };
    });
    world.know(reachable, everywhere);
    await world.attempt(commandOf("nudge"));
    world.know({ email: reachable.email }, everywhere);
    world.later(CLAIM_STALE_MS);

    const again = await world.attempt(commandOf("nudge"));

    expect(again).toMatchObject({ status: "unknown", channel: "push" });
    expect(world.taken).toEqual([]);
  });

  it("that a busy channel has certainly not taken may go out on another", async () => {
    const world = await aWorld(async ({ channel }) =>
      channel === "push"
        ? { outcome: "try-later", detail: "429" }
        : { outcome: "accepted", providerId: "p1" },
    );
    world.know(reachable, everywhere);
    await expect(world.attempt(commandOf("nudge"))).rejects.toThrow("the provider takes no push now: 429");
    world.know({ email: reachable.email }, everywhere);

    const record = await world.attempt(commandOf("nudge"));

    expect(record).toMatchObject({ status: "accepted", channel: "email" });
    expect(world.taken).toHaveLength(1);
  });

  it("delivered ten times at once, while channels come and go, is sent once", async () => {
    const world = await aWorld();
    world.know(reachable, everywhere);

    await Promise.allSettled(
      Array.from({ length: 10 }, (_, nth) => {
        const attempt = world.attempt(commandOf("nudge"));
        world.know(nth % 2 ? reachable : { email: reachable.email }, everywhere);
        return attempt;
      }),
    );

    expect(world.taken).toHaveLength(1);
  });

  it("is sent again when the person enters the run again", async () => {
    const world = await aWorld();
    await world.attempt({ ...commandFor("marketing"), last: false });

    const second = await world.attempt({ ...commandFor("marketing"), last: false, entry: 2 });

    expect(world.taken).toHaveLength(2);
    expect(second).toMatchObject({ status: "accepted", entry: 2 });
    expect([...(world.store.people.get("ana")?.sends.keys() ?? [])]).toEqual([
      "cart#c1#send last-call",
      "cart#c1#send last-call~2",
    ]);
  });
});

describe("what a message speaks of", () => {
  const about = (message: Message) => async (setUp: (world: Awaited<ReturnType<typeof aWorld>>) => void) => {
    const compiled = await compilePlainMessage(message);
    program = { ...program, messages: [...program.messages, compiled] };
    const world = await aWorld();
    setUp(world);
    const record = await world.attempt({
      ...commandFor("marketing"),
      message: message.name,
      messageHash: compiled.hash,
    });
    return { record, world };
  };
  const changeRun = (world: Awaited<ReturnType<typeof aWorld>>, change: Partial<Run>) =>
    world.store.people.get("ana")?.runs.set("cart#c1", { ...run, revision: 1, ...change });
  const { event: _event, ...eventless } = plainMessage("eventless");

  it("needs no stored event where it reads none", async () => {
    const { record, world } = await about(eventless)((each) => each.store.people.get("ana")?.events.clear());

    expect(record.status).toBe("accepted");
    expect(world.taken).toMatchObject([{ html: "<p>no cart</p>" }]);
  });

  it("is what the run is about, where its trigger is no stored event", async () => {
    const { world } = await about(plainMessage("dated"))((each) => {
      each.store.people.get("ana")?.events.clear();
      changeRun(each, { about: { cart_id: "the date" } });
    });

    expect(world.taken).toMatchObject([{ html: "<p>the date</p>" }]);
  });

  it("can be an answer that the run was given", async () => {
    const compiled = await compilePlainMessage(plainMessage("answered"));
    const email = { subject: "x", html: "{{ answers.quote.price | money: 'EUR' }}", text: "x" };
    program = {
      ...program,
      messages: [...program.messages, { ...compiled, contents: { "default/en": { email } } }],
    };
    const world = await aWorld();
    changeRun(world, { answers: { quote: { price: 12 } } });

    await world.attempt({ ...commandFor("marketing"), message: "answered", messageHash: compiled.hash });

    expect(world.taken).toMatchObject([{ html: "€12.00" }]);
  });

  it("cannot be rendered: the send is skipped, on the channel that failed", async () => {
    const compiled = await compilePlainMessage({ ...nudge, name: "broken" });
    const push = { title: "{{ person.first_name }}", body: "x" };
    const broken = { "default/en": { ...compiled.contents["default/en"], push } };
    program = { ...program, messages: [...program.messages, { ...compiled, contents: broken }] };
    const world = await aWorld();
    world.know({ push_token: "token-1", email: "ana@example.com" }, everywhere);

    const record = await world.attempt({ ...commandOf("nudge"), messageHash: compiled.hash });

    expect(record).toMatchObject({ status: "skipped", reason: "render-failed", channel: "push" });
    expect(record.facts.error).toContain("undefined variable: person.first_name");
    expect(world.taken).toEqual([]);
  });
});

describe("a banner", () => {
  const sendBanner = async (body: string, validUntil?: string) => {
    const { contents: _contents, ...compiled } = await compilePlainMessage(plainMessage("in-view"));
    const contents = { "default/en": { banner: { title: "Hi", body } } };
    const channels = ["banner"] as const;
    const message = { ...compiled, channels, contents, ...(validUntil && { validUntil }) };
    program = {
      ...program,
      messages: [...program.messages.filter(({ name }) => name !== "in-view"), message],
    };
    const world = await aWorld();
    world.know({}, ["news/banner"]);
    const ends = { ...run, revision: 1, about: { cart_id: "c1", ends_on: "2026-03-03T12:00:00.000Z" } };
    world.store.people.get("ana")?.runs.set("cart#c1", ends);
    const resolveClaims = async () => [{ ends_at: "2026-03-02T20:00:00.000Z", asOf: START }];
    const command = { ...commandFor("marketing"), message: "in-view", messageHash: compiled.hash };
    await world.attempt(command, new Life(), { resolveClaims });
    return world.taken;
  };
  const deadline = "{% claim.deadline offer: 'spring' %}Soon over.{% else %}Look.{% endclaim %}";

  it("ends with what it claims, with what its event says, with whichever comes first, or by itself", async () => {
    expect(await sendBanner(deadline)).toMatchObject([
      { body: "Soon over.", trueUntil: "2026-03-02T20:00:00.000Z" },
    ]);
    expect(await sendBanner("Look.", "ends_on")).toMatchObject([{ trueUntil: "2026-03-03T12:00:00.000Z" }]);
    expect(await sendBanner(deadline, "ends_on")).toMatchObject([{ trueUntil: "2026-03-02T20:00:00.000Z" }]);
    expect((await sendBanner("Look."))[0]).not.toHaveProperty("trueUntil");
  });
});

describe("a notification that claims an end", () => {
  it.each([
    ["{% claim.deadline offer: 'spring' %}Ends soon.{% else %}Look.{% endclaim %}", 300],
    ["{% claim.stock sku: 'MUG' %}Only {{ claim.left }} left.{% else %}Look.{% endclaim %}", 172_800],
    ["Look.", 172_800],
  ])("is not brought after it: %s", async (body, timeToLiveSeconds) => {
    const { contents: _contents, ...compiled } = await compilePlainMessage(plainMessage("ending"));
    const contents = { "default/en": { push: { title: "Hi", body } } };
    const message = { ...compiled, channels: ["push"] as const, contents };
    program = {
      ...program,
      messages: [...program.messages.filter(({ name }) => name !== "ending"), message],
    };
    const world = await aWorld();
    world.know({ push_token: "token-1" }, ["news/push"]);
    const inFiveMinutes = new Date(Date.parse(START) + 300_000).toISOString();
    const resolveClaims = async () => [{ ends_at: inFiveMinutes, left: 2, asOf: START }];
    const command = { ...commandFor("marketing"), message: "ending", messageHash: compiled.hash };

    await world.attempt(command, new Life(), { resolveClaims });

    expect(world.taken).toMatchObject([{ channel: "push", timeToLiveSeconds }]);
  });
});

it("E-44: outside production nobody is written to who is not named, whatever the purpose", async () => {
  for (const purpose of ["marketing", "transactional"] as const) {
    const [named, stranger] = [await aWorld(), await aWorld()];
    await named.attempt(commandFor(purpose), new Life(), { reach: ["ana@example.com"] });
    await stranger.attempt(commandFor(purpose), new Life(), { reach: ["@simulator.amazonses.com"] });

    expect(named.taken).toHaveLength(1);
    expect(stranger.taken).toEqual([]);
    expect(stranger.row()).toMatchObject({ status: "skipped", reason: "out-of-reach" });
  }
});

describe("while somebody is asked whether a claim is true", () => {
  let claiming: SendCommand;
  beforeAll(async () => {
    const compiled = await compilePlainMessage(plainMessage("claiming"));
    const email = {
      subject: "x",
      html: "{% claim.stock sku: 'a' %}{{ claim.left }} left{% endclaim %}",
      text: "x",
    };
    const message = { ...compiled, contents: { "default/en": { email } } };
    program = { ...program, messages: [...program.messages, message] };
    claiming = { ...commandFor("marketing"), message: "claiming", messageHash: compiled.hash };
  });

  const sendWhile = async (happens: (world: Awaited<ReturnType<typeof aWorld>>) => void) => {
    const world = await aWorld();
    const resolveClaims = async () => {
      happens(world);
      return [{ left: 3, threshold: 5, asOf: START }];
    };
    await world.attempt(claiming, new Life(), { resolveClaims });
    return world;
  };

  it("goes out with what is proven, where nothing happens", async () => {
    const world = await sendWhile(() => undefined);

    expect(world.taken).toMatchObject([{ html: "3 left" }]);
    expect(world.row()).toMatchObject({ status: "accepted", facts: { claims: [{ kind: "stock" }] } });
  });

  it("does not where the person unsubscribes meanwhile (I1)", async () => {
    const world = await sendWhile((each) => each.know({ email: "ana@example.com" }, []));

    expect(world.taken).toEqual([]);
    expect(world.row()).toMatchObject({ status: "skipped", reason: "no-consent" });
  });

  it("does not where their run ends meanwhile", async () => {
    const ended = { ...run, state: "ended" as const, revision: 1, ended: { at: START, reason: "ordered" } };
    const world = await sendWhile((each) => each.store.people.get("ana")?.runs.set("cart#c1", ended));

    expect(world.taken).toEqual([]);
    expect(world.row()).toMatchObject({ status: "skipped", reason: "run-ended" });
  });

  it("begins anew where the address is another by then, and goes to that", async () => {
    let moves = true;
    const world = await aWorld();
    const resolveClaims = async () => {
      if (moves) world.know({ email: "ana@elsewhere.example" });
      moves = false;
      return [{ left: 3, threshold: 5, asOf: START }];
    };

    await expect(world.attempt(claiming, new Life(), { resolveClaims })).rejects.toThrow(TryAgainLater);
    expect(world.taken).toEqual([]);
    await world.attempt(claiming, new Life(), { resolveClaims });

    expect(world.taken).toMatchObject([{ to: "ana@elsewhere.example" }]);
  });
});
