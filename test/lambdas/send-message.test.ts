import { plus } from "../../core/instant";
import type { SendRecord } from "../../core/ledger";
import { CLAIM_STALE_MS } from "../../core/ledger";
import { newPerson } from "../../core/person";
import type { CompiledProgram } from "../../core/program";
import type { Run } from "../../core/run";
import type { SendCommand } from "../../core/send-command";
import type { OutgoingEmail, ProviderAnswer } from "../../lambdas/send-message/email-provider";
import { sendMessage } from "../../lambdas/send-message/send-message";
import { TryAgainLater } from "../../lambdas/shared/try-again-later";
import { MemoryStore } from "../../local/memory-store";
import { VirtualClock } from "../../local/virtual-clock";
import { type CrashPoint, crashPoints, Life } from "../fixtures/mortal";
import { plainProgram } from "../fixtures/plain-program";

const START = "2026-03-02T09:00:00.000Z";

let program: CompiledProgram;
beforeAll(async () => {
  program = await plainProgram();
});

function commandFor(purpose: "marketing" | "transactional"): SendCommand {
  const name = purpose === "marketing" ? "last-call" : "password-reset";
  const message = program.messages.find((each) => each.name === name);
  return {
    personId: "ana",
    journey: "cart",
    version: "v1",
    correlation: "c1",
    execution: 1,
    step: `send ${name}`,
    slot: `send ${name}`,
    message: name,
    messageHash: message?.hash ?? "",
    purpose,
    last: true,
  };
}

const run: Run = {
  journey: "cart",
  personId: "ana",
  correlation: "c1",
  version: "v1",
  state: "running",
  startedAt: START,
  triggeredAt: START,
  triggerId: "m1",
  execution: 1,
  revision: 0,
};

/** A world in which Ana agreed, and a provider that counts what it takes. */
async function aWorld(
  answer: () => Promise<ProviderAnswer> = async () => ({ outcome: "accepted", providerId: "p1" }),
) {
  const store = new MemoryStore();
  const clock = new VirtualClock(START);
  const taken: OutgoingEmail[] = [];
  await store.savePerson({
    ...newPerson("ana", START),
    traits: { email: { value: "ana@example.com", at: START } },
    consents: { "news/email": { given: true, at: START, messageId: "m0" } },
  });
  await store.saveRun(run);
  const event = {
    event: "Cart Updated",
    source: "test",
    timestamp: START,
    receivedAt: START,
    context: {},
    decisions: [],
  };
  await store.saveEvent({ personId: "ana", messageId: "m1", properties: { cart_id: "c1" }, ...event });
  const provider = {
    async send(email: OutgoingEmail) {
      const result = await answer();
      if (result.outcome === "accepted") taken.push(email);
      return result;
    },
  };
  const attempt = (command: SendCommand, life = new Life()) =>
    sendMessage(command, {
      brand: program.brand,
      store: life.give(store),
      now: clock.now,
      loadMessage: async (_name, hash) => program.messages.find((each) => each.hash === hash) as never,
      provider: life.give(provider),
    });
  const row = () => [...(store.people.get("ana")?.sends.values() ?? [])][0] as SendRecord;
  const later = (ms: number) => clock.moveTo(plus(clock.now(), { seconds: ms / 1000 }));
  return { store, taken, attempt, row, later };
}

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
    // Call 4 claims, call 5 is the provider's: between the two nobody can tell whether it was made.
    expect(lost).toEqual(["after call 4", "before call 5"]);
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
    const life = new Life({ call: 5, when: "after" });
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

  it("carries a List-Unsubscribe header when it is marketing and none when it is transactional", async () => {
    const headersOf = async (purpose: "marketing" | "transactional") => {
      const world = await aWorld();
      await world.attempt(commandFor(purpose));
      return world.taken.map(({ headers }) => headers);
    };

    expect(await headersOf("marketing")).toEqual([
      [{ name: "List-Unsubscribe", value: "<mailto:unsubscribe@test.example?subject=unsubscribe>" }],
    ]);
    expect(await headersOf("transactional")).toEqual([[]]);
  });
});
