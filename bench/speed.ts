import { compileMjml } from "../core/compile-message/compile-mjml";
import { readEmailSource } from "../core/compile-message/email-source";
import { markTemplate } from "../core/compile-message/template-marks";
import { parseBusEvent } from "../core/events/envelope";
import { renderEmail } from "../core/messages/render";
import { exampleLinks } from "../core/pages/example-links";
import { newPerson, type Person } from "../core/people/person";
import type { CompiledProgram, ProgramSource } from "../core/program";
import { applyTo, observe, personIdOf, runName, runsTouched } from "../core/runs/observe";
import type { Run } from "../core/runs/run";
import { backtest } from "../local/backtest/backtest";
import { processorSeconds } from "./processor-time";
import { shopEvents } from "./shop-year";

const YEAR = { from: "2025-11-01T00:00:00.000Z", days: 365 };
const NOW = "2026-11-01T00:00:00.000Z";

/** Events per second through the core alone: text to envelope to person and runs, one core, no storage. */
export function coreSpeed(program: CompiledProgram, events = 150_000): number {
  const lines = [...shopEvents({ events, people: events / 50, ...YEAR })];
  const people = new Map<string, Person>();
  const runs = new Map<string, Run>();
  const seconds = processorSeconds();
  for (const line of lines) {
    const parsed = parseBusEvent(line, program.catalog, NOW);
    if (!parsed.ok) throw new Error(parsed.refusal.detail);
    const { envelope } = parsed;
    const personId = personIdOf(envelope);
    const applied = applyTo(program, envelope, people.get(personId), undefined, envelope.timestamp);
    const touching = runsTouched(program, applied.envelopes, applied.person);
    const stored = new Map<string, Run>();
    for (const { graph, correlation } of touching.touched) {
      const name = runName(graph.journey, correlation);
      const run = runs.get(`${personId}/${name}`);
      if (run) stored.set(name, run);
    }
    const known = { runs: stored, again: false };
    const observation = observe(program, applied, touching, known, envelope.timestamp);
    people.set(personId, { ...observation.person, applied: [], derived: {} });
    for (const run of observation.runs) {
      runs.set(`${personId}/${runName(run.journey, run.correlation)}`, run);
    }
  }
  return lines.length / seconds();
}

/** Events per second through a whole backtest. */
export async function backtestSpeed(program: CompiledProgram, events = 150_000): Promise<number> {
  const lines = [...shopEvents({ events, people: events / 50, ...YEAR })];
  const seconds = processorSeconds();
  await backtest(lines, { program, realNow: NOW });
  return lines.length / seconds();
}

/** Processor milliseconds to render one email from its compiled form, and to compile its MJML as other tools do. */
export async function renderSpeed(
  program: CompiledProgram,
  source: ProgramSource,
): Promise<{ readonly renderMs: number; readonly compileMs: number }> {
  const message = program.messages.find(({ name }) => name === "cart-reminder");
  const written = source.messages.find(({ name }) => name === "cart-reminder");
  if (!message || !written) throw new Error("the program has no cart-reminder");
  const person: Person = {
    ...newPerson("ana", NOW),
    traits: { email: { value: "ana@example.com", at: NOW }, first_name: { value: "Ana", at: NOW } },
  };
  const event = written.example.event as Parameters<typeof renderEmail>[0]["event"];
  const lines = readEmailSource(written.folder).map(({ text, place }) => ({
    text: text.replace("<mjml>", '<mjml lang="en" dir="ltr">'),
    place,
  }));
  const { markup } = markTemplate(lines, program.brand);
  const links = exampleLinks(message);
  const renderMs = await processorMs(2000, () =>
    renderEmail({ message, variant: "first-time", brand: program.brand, person, event, links }),
  );
  const compileMs = await processorMs(30, () => compileMjml(markup, lines));
  return { renderMs, compileMs };
}

/** Processor milliseconds of one call, after a warm-up. */
async function processorMs(times: number, work: () => unknown): Promise<number> {
  for (let n = 0; n < times / 10; n++) await work();
  const seconds = processorSeconds();
  for (let n = 0; n < times; n++) await work();
  return (seconds() * 1000) / times;
}
