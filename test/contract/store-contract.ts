import { createHash } from "node:crypto";
import { plus } from "../../core/instant";
import type { ConsentRecord } from "../../core/people/consent-ledger";
import { newPerson, type Person } from "../../core/people/person";
import { freeAddress } from "../../core/people/suppression";
import type { Membership } from "../../core/runs/observe";
import type { Run } from "../../core/runs/run";
import { noSlots, type Slot } from "../../core/sending/frequency-cap";
import { ALL_ON, thrown } from "../../core/sending/kill-switch";
import { type SendRecord, sendKey } from "../../core/sending/ledger";
import { type EventRecord, LOST_EVENT, type Store } from "../../core/store";

const AT = "2026-03-02T09:00:00.000Z";

const ana: Person = {
  ...newPerson("ana", AT),
  traits: { email: { value: "ana@example.com", at: AT }, vip: { value: true, at: AT } },
  applied: ["m-1"],
};

const aRun = (correlation = "cart-1"): Run => ({
  personId: "ana",
  journey: "cart",
  correlation,
  version: "v1",
  state: "running",
  startedAt: AT,
  triggeredAt: AT,
  triggerId: "m-1",
  dueAt: plus(AT, { hours: 1 }),
  execution: 1,
  revision: 0,
});

const anEvent = (
  messageId = "m-1",
  properties: EventRecord["properties"] = { cart_id: "cart-1" },
): EventRecord => ({
  personId: "ana",
  messageId,
  event: "Cart Updated",
  timestamp: AT,
  receivedAt: AT,
  source: "shop",
  properties,
  context: {},
  decisions: [],
});

const aSend = (fields: Partial<SendRecord> = {}): SendRecord => ({
  personId: "ana",
  journey: "cart",
  correlation: "cart-1",
  version: "v1",
  step: "send reminder",
  execution: 1,
  message: "reminder",
  messageHash: "h1",
  channel: "email",
  status: "handed-off",
  facts: { consent: "given" },
  at: AT,
  ...fields,
});

const aMembership = (fields: Partial<Membership> = {}): Membership => ({
  segment: "loyal",
  personId: "ana",
  member: true,
  since: AT,
  revision: 1,
  ...fields,
});

/** What a producer may write that DynamoDB cannot hold. */
const ODD = JSON.parse(
  '{"huge": 1.7976931348623157e308, "tiny": 5e-324, "": {"a.b": [null]}, "__proto__": {"x": 12345678901234567890}}',
);

const aConsent = (fields: Partial<ConsentRecord> = {}): ConsentRecord => ({
  personId: "ana",
  messageId: "m-1",
  at: AT,
  recordedAt: AT,
  state: "given",
  choices: ["news/email"],
  purpose: "marketing",
  source: "checkout",
  addresses: { email: "ana@example.com" },
  basis: "express",
  ...fields,
});

const BOUNCED = { "hard-bounce": { suppressed: true, at: AT, by: "aws.ses", id: "m-9" } };

/** So many writers at once. */
const CROWD = 8;
const crowd = <T>(work: (index: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: CROWD }, (_, index) => work(index)));

/**
 * What every store must do.
 * @param open gives an empty store
 */
export function storeContract(name: string, open: () => Promise<Store>): void {
  describe(name, () => {
    let store: Store;
    beforeEach(async () => {
      store = await open();
    });
    const person = async () => (await store.load("ana", { runs: [] })).person;
    const run = async (correlation = "cart-1") =>
      (await store.load("ana", { runs: [{ journey: "cart", correlation }] })).runs[0];

    describe("people", () => {
      test("somebody never saved is not there", async () => {
        const loaded = await store.load("nobody", { runs: [], eventId: "m-1" });

        expect(loaded).toEqual({ person: undefined, runs: [], event: undefined });
      });

      test("a saved person is read back one revision on", async () => {
        expect(await store.savePerson(ana)).toBe(true);

        expect(await person()).toEqual({ ...ana, revision: 1 });
      });

      test("a person is saved again with the revision that was read", async () => {
        await store.savePerson(ana);
        const read = (await person()) as Person;

        expect(await store.savePerson({ ...read, applied: ["m-1", "m-2"] })).toBe(true);

        expect(await person()).toEqual({ ...ana, applied: ["m-1", "m-2"], revision: 2 });
      });

      test("a person that somebody else wrote since is not overwritten", async () => {
        await store.savePerson(ana);
        const read = (await person()) as Person;
        await store.savePerson({ ...read, applied: ["theirs"] });

        expect(await store.savePerson({ ...read, applied: ["mine"] })).toBe(false);

        expect((await person())?.applied).toEqual(["theirs"]);
      });

      test("a person that nobody has stored cannot be saved with a later revision", async () => {
        expect(await store.savePerson({ ...ana, revision: 3 })).toBe(false);

        expect(await person()).toBeUndefined();
      });

      test("of many who create a person at once, one does", async () => {
        const saved = await crowd((index) => store.savePerson({ ...ana, applied: [`m-${index}`] }));

        expect(saved.filter(Boolean)).toHaveLength(1);
        expect((await person())?.applied).toEqual([`m-${saved.indexOf(true)}`]);
      });

      test("of many who save what they read at once, one does", async () => {
        await store.savePerson(ana);
        const read = (await person()) as Person;

        const saved = await crowd((index) => store.savePerson({ ...read, applied: [`m-${index}`] }));

        expect(saved.filter(Boolean)).toHaveLength(1);
        expect(await person()).toEqual({ ...ana, applied: [`m-${saved.indexOf(true)}`], revision: 2 });
      });

      test("a field without a value is left out", async () => {
        await store.savePerson({ ...ana, traits: { email: { value: undefined, at: AT } } });

        expect((await person())?.traits).toEqual({ email: { at: AT } });
      });
    });

    describe("everything of a person", () => {
      test("is nothing where nobody was", async () => {
        expect(await store.loadAll("nobody")).toEqual({ person: undefined, runs: [], events: [], sends: [] });
      });

      test("is in the order of what happened and of names, whatever the order it was written in", async () => {
        const late = {
          ...anEvent("m-3"),
          receivedAt: plus(AT, { days: 1 }),
          timestamp: plus(AT, { days: -9 }),
        };
        const early = { ...anEvent("m-2"), timestamp: plus(AT, { seconds: -1 }) };
        for (const event of [late, anEvent("m-1"), early]) await store.saveEvent(event);
        for (const run of [aRun("c"), aRun("a"), { ...aRun("a"), journey: "a" }]) await store.saveRun(run);
        for (const step of ["b", "a"]) await store.claimSend(aSend({ step }));
        await store.savePerson(ana);
        await store.saveEvent({ ...anEvent("m-1"), personId: "ben" });

        const { person, runs, events, sends } = await store.loadAll("ana");

        expect(person).toEqual({ ...ana, revision: 1 });
        expect(runs.map(({ journey, correlation }) => journey + correlation)).toEqual([
          "aa",
          "carta",
          "cartc",
        ]);
        expect(events).toEqual([early, anEvent("m-1"), late]);
        expect(sends).toEqual([aSend({ step: "a" }), aSend({ step: "b" })]);
      });

      test("is all of it, however much there is", async () => {
        const long = "x".repeat(200_000);
        await crowd((index) => store.saveEvent(anEvent(`m-${index}`, { long })));

        expect((await store.loadAll("ana")).events).toHaveLength(CROWD);
      });

      test("is read back as it was written, whatever producers wrote", async () => {
        const derived = [{ event: "Segment Entered", timestamp: AT, properties: ODD }];
        const decision = { journey: "cart", correlation: "cart-1", outcome: "started", facts: ODD } as const;
        const event: EventRecord = { ...anEvent("m-1", ODD), context: ODD, derived, decisions: [decision] };
        const run: Run = {
          ...aRun(),
          about: ODD,
          answers: { loyalty: ODD },
          path: [{ enter: "a", at: AT, ways: [{ node: "a", way: "yes", facts: ODD }], to: null }],
          decided: { messageId: "m-1", decision },
        };
        const person: Person = {
          ...ana,
          traits: { odd: { value: ODD, at: AT } },
          scores: { churn: { value: 1e300, at: AT } },
          derived: { "m-1": derived },
          history: {
            "": { count: 1, firstAt: AT, lastAt: AT, latest: [], sums: { total: { allTime: 2 ** 60 } } },
          },
        };
        const send = aSend({ facts: ODD });

        await store.savePerson(person);
        await store.saveRun(run);
        await store.saveEvent(event);
        await store.claimSend(send);

        expect(await store.loadAll("ana")).toEqual({
          person: { ...person, revision: 1 },
          runs: [{ ...run, revision: 1 }],
          events: [event],
          sends: [send],
        });
        expect(await store.loadSends("ana", [sendKey(send)])).toEqual([send]);
        expect(await store.claimSend(send)).toEqual({ claimed: false, existing: send });
      });
    });

    describe("runs", () => {
      test("runs are read in the order they are asked for, with a gap where there is none", async () => {
        await store.saveRun(aRun("a"));
        await store.saveRun(aRun("c"));

        const { runs } = await store.load("ana", {
          runs: ["c", "b", "a"].map((correlation) => ({ journey: "cart", correlation })),
        });

        expect(runs).toEqual([{ ...aRun("c"), revision: 1 }, undefined, { ...aRun("a"), revision: 1 }]);
      });

      test("one read gives the person, the runs and the event", async () => {
        await store.savePerson(ana);
        await store.saveRun(aRun());
        await store.saveEvent(anEvent());

        const loaded = await store.load("ana", {
          runs: [{ journey: "cart", correlation: "cart-1" }],
          eventId: "m-1",
        });

        expect(loaded).toEqual({
          person: { ...ana, revision: 1 },
          runs: [{ ...aRun(), revision: 1 }],
          event: anEvent(),
        });
      });

      test("a run that somebody else wrote since is not overwritten", async () => {
        await store.saveRun(aRun());
        const read = (await run()) as Run;
        await store.saveRun({ ...read, triggerId: "theirs" });

        expect(await store.saveRun({ ...read, triggerId: "mine" })).toBe(false);

        expect(await run()).toEqual({ ...aRun(), triggerId: "theirs", revision: 2 });
      });

      test("of many who start a run at once, one does", async () => {
        const saved = await crowd((index) => store.saveRun({ ...aRun(), triggerId: `m-${index}` }));

        expect(saved.filter(Boolean)).toHaveLength(1);
        expect((await run())?.triggerId).toBe(`m-${saved.indexOf(true)}`);
      });

      test("a run loses a field that is saved without it", async () => {
        await store.saveRun(aRun());
        const { dueAt: _dueAt, ...without } = (await run()) as Run;

        await store.saveRun(without);

        expect(await run()).not.toHaveProperty("dueAt");
      });
    });

    describe("events", () => {
      test("the first record of an event stays", async () => {
        await store.saveEvent(anEvent("m-1", { cart_id: "first" }));
        await store.saveEvent(anEvent("m-1", { cart_id: "second" }));

        expect((await store.loadEvent("ana", "m-1"))?.properties).toEqual({ cart_id: "first" });
      });

      test("the real record of an event takes the place of a mark that it was lost", async () => {
        await store.saveEvent({ ...anEvent("m-1", {}), event: LOST_EVENT });
        await store.saveEvent(anEvent("m-1", { cart_id: "real" }));

        expect(await store.loadEvent("ana", "m-1")).toEqual(anEvent("m-1", { cart_id: "real" }));
      });

      test("an event belongs to one person", async () => {
        await store.saveEvent(anEvent());

        expect(await store.loadEvent("ben", "m-1")).toBeUndefined();
        expect(await store.loadEvent("ana", "m-2")).toBeUndefined();
      });

      test("events are found by what their ids begin with, in the order of their ids", async () => {
        for (const id of ["m-2", "n-1", "m-1", "m-10"]) await store.saveEvent(anEvent(id));

        const ids = async (person: string, begin: string) =>
          (await store.loadEvents(person, begin)).map(({ messageId }) => messageId);
        expect(await ids("ana", "m-")).toEqual(["m-1", "m-10", "m-2"]);
        expect(await ids("ana", "o-")).toEqual([]);
        expect(await ids("ben", "m-")).toEqual([]);
      });

      test("properties are read back as they came", async () => {
        const properties = JSON.parse(`{
          "text": "", "long": "${"ä".repeat(1000)}", "emoji": "👋🏽", "null": null, "yes": true,
          "price": 36.9, "negative": -0.000001, "big": 12345678901234567890, "sum": 0.30000000000000004,
          "list": [], "nested": {"products": [{"id": 1, "tags": ["a", "a"]}, {}]}
        }`);
        await store.saveEvent(anEvent("m-1", properties));

        expect(await store.loadEvent("ana", "m-1")).toEqual(anEvent("m-1", properties));
      });

      test("numbers of any size JSON can hold are taken", async () => {
        const properties = { huge: 1.7976931348623157e308, tiny: 5e-324, many: 1e125 };
        await store.saveEvent(anEvent("m-1", properties));

        expect((await store.loadEvent("ana", "m-1"))?.properties).toEqual(properties);
      });

      test("names of properties may be anything JSON can hold", async () => {
        const properties = JSON.parse('{"": "empty", "a.b": 1, "#hash": 2, "__proto__": {"x": 1}}');
        await store.saveEvent(anEvent("m-1", properties));

        expect(JSON.stringify((await store.loadEvent("ana", "m-1"))?.properties)).toBe(
          JSON.stringify(properties),
        );
      });
    });

    describe("segments", () => {
      const members = async (segment = "loyal") => {
        const all: { personId: string; since: string }[] = [];
        for (let next: string | undefined, more = true; more; more = next !== undefined) {
          const page = await store.listMembers(segment, next);
          all.push(...page.members);
          next = page.next;
        }
        return all.sort((a, b) => (a.personId < b.personId ? -1 : 1));
      };

      test("one nobody was ever in has no members", async () => {
        expect(await members()).toEqual([]);
        expect(await store.countMembers("loyal")).toBe(0);
      });

      test("lists and counts those who are in it", async () => {
        const people = Array.from({ length: 30 }, (_, index) => `person-${String(index).padStart(2, "0")}`);
        for (const personId of people) await store.noteMembership(aMembership({ personId }));
        await store.noteMembership(aMembership({ personId: "person-07", member: false, revision: 2 }));
        await store.noteMembership(aMembership({ segment: "new" }));

        const expected = people.filter((personId) => personId !== "person-07");
        expect(await members()).toEqual(expected.map((personId) => ({ personId, since: AT })));
        expect(await store.countMembers("loyal")).toBe(29);
        expect(await members("new")).toEqual([{ personId: "ana", since: AT }]);
      });

      test("an older finding does not bring back who left", async () => {
        await store.noteMembership(aMembership({ member: false, revision: 3 }));
        await store.noteMembership(aMembership({ revision: 2 }));

        expect(await members()).toEqual([]);
      });

      test("who comes back is a member since then", async () => {
        const since = plus(AT, { days: 1 });
        await store.noteMembership(aMembership());
        await store.noteMembership(aMembership({ member: false, revision: 2 }));
        await store.noteMembership(aMembership({ since, revision: 3 }));

        expect(await members()).toEqual([{ personId: "ana", since }]);
      });

      test("a finding told twice changes nothing", async () => {
        await store.noteMembership(aMembership());
        await store.noteMembership(aMembership({ since: plus(AT, { days: 1 }) }));

        expect(await members()).toEqual([{ personId: "ana", since: AT }]);
      });

      test("of many findings at once the newest stays", async () => {
        const last = CROWD - 1;
        await crowd((index) =>
          store.noteMembership(aMembership({ revision: index + 1, member: index === last })),
        );

        expect(await store.countMembers("loyal")).toBe(1);
      });
    });

    describe("switches", () => {
      test("are all on until somebody throws one, and nobody overwrites what another has thrown meanwhile", async () => {
        const board = await store.loadSwitches();
        const off = { at: AT, by: "mara", why: "wrong price" };

        expect(board).toEqual(ALL_ON);
        expect(await store.saveSwitches(thrown(board, "purpose:marketing", off))).toBe(true);
        expect(await store.saveSwitches(thrown(board, "all", off))).toBe(false);
        expect(await store.loadSwitches()).toEqual({ off: { "purpose:marketing": off }, revision: 1 });
      });
    });

    describe("what frequency caps are reckoned from", () => {
      const slot: Slot = { key: "k", channel: "email", purpose: "marketing", priority: 0, at: AT };

      test("is nothing until something was sent, and by person", async () => {
        const row = await store.loadSending("ana");

        expect(row).toEqual(noSlots("ana"));
        expect(await store.saveSending({ ...row, slots: [slot] })).toBe(true);
        expect(await store.loadSending("ana")).toEqual({ ...row, slots: [slot], revision: 1 });
        expect(await store.loadSending("ben")).toEqual(noSlots("ben"));
      });

      test("takes one of fifty writes at once", async () => {
        const row = await store.loadSending("ana");

        const saved = await Promise.all(
          Array.from({ length: 50 }, () => store.saveSending({ ...row, slots: [slot] })),
        );

        expect(saved.filter(Boolean)).toHaveLength(1);
      });
    });

    describe("suppressions", () => {
      const row = () => store.loadSuppression("email", "ana@example.com");

      test("an address nobody suppressed is free", async () => {
        const { id } = await row();

        expect(await row()).toEqual(freeAddress({ id, channel: "email", address: "ana@example.com" }));
      });

      test("an address is found however it is written, and on its channel", async () => {
        await store.saveSuppression({ ...(await row()), causes: BOUNCED });

        expect(await store.loadSuppression("email", " Ana@Example.COM ")).toEqual({
          ...(await row()),
          ...{ causes: BOUNCED, revision: 1 },
        });
        expect((await store.loadSuppression("sms", "ana@example.com")).causes).toEqual({});
      });

      test("P-24, S-9, P-32: an address is found by its SHA-256 and by its id, which tells nothing of it", async () => {
        await store.saveSuppression({ ...(await row()), causes: BOUNCED });
        const { id } = await row();

        const sha256 = createHash("sha256").update("ana@example.com").digest("hex");
        expect(await store.loadSuppression("email", { sha256 })).toEqual(await row());
        expect(await store.loadSuppression("email", { id })).toEqual(await row());
        expect(id).toMatch(/^[0-9a-f]{64}$/);
        expect(id).not.toBe(sha256);
      });

      test("a row that somebody else wrote since is not overwritten", async () => {
        const read = await row();
        await store.saveSuppression({ ...read, causes: BOUNCED });

        expect(await store.saveSuppression({ ...read, causes: {} })).toBe(false);

        expect((await row()).causes).toEqual(BOUNCED);
      });

      test("the list has every address once", async () => {
        const addresses = Array.from({ length: 40 }, (_, index) => `person-${index}@example.com`);
        for (const address of addresses) {
          const free = await store.loadSuppression("email", address);
          await store.saveSuppression({ ...free, causes: BOUNCED });
        }

        const listed: (string | undefined)[] = [];
        for (let after: string | undefined, more = true; more; more = after !== undefined) {
          const page = await store.listSuppressions(after);
          listed.push(...page.rows.map(({ address }) => address));
          after = page.next;
        }
        expect(listed.sort()).toEqual(addresses.sort());
      });
    });

    describe("who has an address", () => {
      test("is nobody until somebody says so", async () => {
        expect(await store.listHolders("sms", "+12025550123")).toEqual([]);
      });

      test("is everybody who ever said so, with their latest word, the newest first", async () => {
        const [before, after] = [plus(AT, { days: -1 }), plus(AT, { days: 1 })];
        await store.noteHolder("sms", "+12025550123", "ana", AT);
        await store.noteHolder("sms", "+12025550123", "ben", after);
        await store.noteHolder("sms", "+12025550123", "ana", before);
        await store.noteHolder("sms", "+12025550124", "cleo", after);
        await store.noteHolder("push", "+12025550123", "dan", after);

        expect(await store.listHolders("sms", " +12025550123 ")).toEqual([
          { personId: "ben", at: after },
          { personId: "ana", at: AT },
        ]);
      });
    });

    describe("what was said of consent", () => {
      test("is nothing where nobody said anything", async () => {
        expect(await store.loadConsents("nobody")).toEqual([]);
      });

      test("P-2: is kept in its order, and what was written first stays", async () => {
        const later = aConsent({ messageId: "m-2", at: plus(AT, { days: 1 }), state: "withdrawn" });
        await store.saveConsent(later);
        await store.saveConsent(aConsent());
        await store.saveConsent(aConsent({ choices: ["other/email"], recordedAt: plus(AT, { days: 2 }) }));
        await store.saveConsent(aConsent({ personId: "ben" }));

        expect(await store.loadConsents("ana")).toEqual([aConsent(), later]);
      });

      test("stands beside everything else of the person", async () => {
        await store.saveConsent(aConsent());
        await store.saveEvent(anEvent());

        expect(await store.loadAll("ana")).toMatchObject({ person: undefined, events: [anEvent()] });
        expect(await store.loadConsents("ana")).toEqual([aConsent()]);
      });
    });

    describe("the ledger", () => {
      test("the first to claim a send has it, the next is shown the row that stands", async () => {
        expect(await store.claimSend(aSend())).toEqual({ claimed: true });

        expect(await store.claimSend(aSend({ at: plus(AT, { seconds: 1 }) }))).toEqual({
          claimed: false,
          existing: aSend(),
        });
      });

      test("of many who claim a send at once, one has it", async () => {
        const results = await crowd((index) => store.claimSend(aSend({ at: plus(AT, { seconds: index }) })));

        expect(results.filter(({ claimed }) => claimed)).toHaveLength(1);
        const winner = aSend({ at: plus(AT, { seconds: results.findIndex(({ claimed }) => claimed) }) });
        for (const result of results) if (!result.claimed) expect(result.existing).toEqual(winner);
      });

      test("sends of other steps, runs and people are other rows", async () => {
        await store.claimSend(aSend());

        for (const other of [
          { step: "send last-call" },
          { correlation: "cart-2" },
          { journey: "welcome" },
          { personId: "ben" },
        ])
          expect(await store.claimSend(aSend(other))).toEqual({ claimed: true });
      });

      test("a row is replaced by who judged it as it stands", async () => {
        const released = aSend({ status: "released" });
        await store.claimSend(released);

        expect(await store.claimSend(aSend({ at: plus(AT, { minutes: 1 }) }), released)).toEqual({
          claimed: true,
        });
      });

      test("a row that changed after it was judged is not replaced", async () => {
        const judged = aSend({ status: "released" });
        const accepted = aSend({ status: "accepted", providerId: "p-1" });
        await store.claimSend(judged);
        await store.settleSend(accepted);

        const result = await store.claimSend(aSend({ at: plus(AT, { minutes: 1 }) }), judged);

        expect(result).toEqual({ claimed: false, existing: accepted });
      });

      test("a row with the judged status but of another moment is not replaced", async () => {
        const judged = aSend();
        const later = aSend({ at: plus(AT, { minutes: 2 }) });
        await store.claimSend(later);

        expect(await store.claimSend(aSend({ status: "unknown" }), judged)).toEqual({
          claimed: false,
          existing: later,
        });
      });

      test("a row that may replace one that is not there is written", async () => {
        expect(await store.claimSend(aSend(), aSend({ status: "released" }))).toEqual({ claimed: true });
      });

      test("of many who replace the same row at once, one does", async () => {
        const stale = aSend();
        await store.claimSend(stale);

        const results = await crowd((index) =>
          store.claimSend(aSend({ at: plus(AT, { minutes: index + 1 }) }), stale),
        );

        expect(results.filter(({ claimed }) => claimed)).toHaveLength(1);
      });

      test("sends are found by their keys, where they exist", async () => {
        const [one, two] = [aSend({ step: "one" }), aSend({ step: "two" })];
        await store.claimSend(one);
        await store.claimSend(two);

        const keys = [sendKey(two), "cart#cart-1#three", sendKey(one), sendKey(two)];
        expect(await store.loadSends("ana", keys)).toEqual([two, one]);
        expect(await store.loadSends("ben", keys)).toEqual([]);
        expect(await store.loadSends("ana", [])).toEqual([]);
      });

      test("settling replaces the row", async () => {
        await store.claimSend(aSend());
        const accepted = aSend({ status: "accepted", providerId: "p-1" });

        await store.settleSend(accepted);

        expect(await store.claimSend(aSend())).toEqual({ claimed: false, existing: accepted });
      });
    });
  });
}
