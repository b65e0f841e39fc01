import { existsSync } from "node:fs";
import { join } from "node:path";
import { plus } from "../../core/instant";
import type { CompiledProgram } from "../../core/program";
import { MemoryKeep } from "../../local/keep";
import { LocalHerald } from "../../local/local-herald";
import { MemoryStore } from "../../local/memory-store";
import { Outbox } from "../../local/outbox";
import { eventsOf, readStories, type Story } from "../../local/stories";
import { VirtualClock } from "../../local/virtual-clock";
import { loadCartProgram } from "../fixtures/cart-program";

const ROOT = join(__dirname, "..", "..");
const NOW = "2026-03-02T17:00:00.000Z";
const ORIGIN = "http://localhost:4100";
const stories = readStories(join(ROOT, "test", "fixtures", "events"));
const story = (name: string) => stories.find((one) => one.name === name) as Story;

let program: CompiledProgram;
beforeAll(async () => {
  program = await loadCartProgram();
});

let ids = 0;
const playing = (now = NOW) => ({
  now,
  origin: ORIGIN,
  newId: () => {
    ids += 1;
    return `id-${ids}`;
  },
});

/** Plays stories one after the other, then lets two days pass. */
async function play(...names: string[]) {
  const clock = new VirtualClock(NOW);
  const outbox = new Outbox(clock.now);
  const store = new MemoryStore();
  const { providers } = outbox;
  const herald = await LocalHerald.start({ program, store, keep: new MemoryKeep(), clock, providers });
  const refused: string[] = [];
  for (const name of names) {
    for (const one of eventsOf(story(name), playing())) {
      const result = await herald.receive(one);
      if (result.status !== "observed") refused.push(JSON.stringify(result));
    }
  }
  await herald.advance({ days: 2 });
  const mails = outbox.mails.map(({ at, to, subject, html }) => ({ at, to, subject, html }));
  const ledger = [...store.people.values()].flatMap(({ sends }) => [...sends.values()]);
  return { refused, mails, ledger, store };
}

test("there are the stories that the console promises", () => {
  expect(stories.map(({ name }) => name)).toEqual([
    "abandoned-cart",
    "bought-after-all",
    "never-agreed",
    "stammkundin",
  ]);
  for (const { title, description } of stories)
    expect([title, description]).toEqual([expect.any(String), expect.any(String)]);
});

test("Ana hears of her cart after an hour and once more a day later, with pictures", async () => {
  const { refused, mails } = await play("abandoned-cart");

  expect(refused).toEqual([]);
  expect(mails).toMatchObject([
    { to: "ana@example.com", at: plus(NOW, { hours: 1 }) },
    { to: "ana@example.com", at: plus(NOW, { hours: 25 }) },
  ]);
  expect(mails[0]?.html).toContain(`${ORIGIN}/pictures/kestrel-backpack.svg`);
  expect(mails[0]?.html).toContain("$201.90");
});

test("Jana, who is loyal, hears in German and in euros", async () => {
  const { refused, mails, store } = await play("stammkundin");

  expect(refused).toEqual([]);
  expect(mails).toMatchObject([{ to: "jana@example.de" }, { to: "jana@example.de" }]);
  expect(mails[0]?.html).toMatch(/258,70\s€/);
  expect(mails[0]?.html).toContain("Jana");
  expect(Object.keys(store.people.get("jana")?.person?.segments ?? {})).toContain("loyal");
});

test("Ben, who bought after all, hears nothing", async () => {
  const { refused, mails, store } = await play("bought-after-all");

  expect([refused, mails]).toEqual([[], []]);
  expect([...(store.people.get("ben")?.runs.values() ?? [])]).toMatchObject([
    { ended: { reason: "ordered" } },
  ]);
});

test("Noor, who never agreed, hears nothing, and the record says why", async () => {
  const { refused, mails, ledger } = await play("never-agreed");

  expect([refused, mails]).toEqual([[], []]);
  expect(ledger.map(({ reason }) => reason)).toEqual(["no-consent", "no-consent"]);
});

test("a story that is played again is another visit", async () => {
  const { refused, mails } = await play("abandoned-cart", "abandoned-cart");

  expect(refused).toEqual([]);
  expect(mails).toHaveLength(4);
});

test.each(stories.map((one) => [one.name, one] as const))(
  "the visit of %s ends now, and its events come in order",
  (_name, one) => {
    const times = eventsOf(one, playing()).map(({ time }) => time as string);

    expect(times.at(-1)).toBe(NOW);
    expect(times).toEqual([...times].sort());
  },
);

test.each(stories.map((one) => [one.name, one] as const))("every picture of %s is there", (_name, one) => {
  const pictures = [
    ...JSON.stringify(eventsOf(one, playing())).matchAll(/http:\/\/localhost:4100\/(pictures\/[^"]+)/g),
  ];

  expect(pictures.length).toBeGreaterThan(0);
  for (const [, path] of pictures)
    expect([path, existsSync(join(ROOT, "web", path as string))]).toEqual([path, true]);
});
