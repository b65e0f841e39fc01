import { compileMessage } from "../core/compile-message";
import { parseBusEvent } from "../core/envelope";
import { observe, personIdOf, runsTouched } from "../core/observe";
import { newPerson, type Person } from "../core/person";
import type { CompiledProgram, ProgramSource } from "../core/program";
import { renderEmail } from "../core/render";
import type { Run } from "../core/run";
import { backtest } from "../local/backtest/backtest";
import { shopEvents } from "./shop-year";

const YEAR = { from: "2025-11-01T00:00:00.000Z", days: 365 };
const NOW = "2026-11-01T00:00:00.000Z";

/** Events per second through the core alone: text to envelope to person and runs, one core, no storage. */
export function coreSpeed(program: CompiledProgram, events = 200_000): number {
  const lines = [...shopEvents({ events, people: 20_000, ...YEAR })];
  const people = new Map<string, Person>();
  const runs = new Map<string, Run>();
  const started = performance.now();
  for (const line of lines) {
    const parsed = parseBusEvent(line, program.catalog, NOW);
    if (!parsed.ok) throw new Error(parsed.refusal.detail);
    const { envelope } = parsed;
    const personId = personIdOf(envelope);
    const keys = runsTouched(program, envelope).touched.map(
      (each) => `${personId}/${each.graph.journey}/${each.correlation}`,
    );
    const stored = { person: people.get(personId), applied: false, runs: keys.map((key) => runs.get(key)) };
    const observation = observe(program, envelope, stored, envelope.timestamp);
    people.set(personId, { ...observation.person, applied: [] });
    for (const run of observation.runs) runs.set(`${personId}/${run.journey}/${run.correlation}`, run);
  }
  return events / ((performance.now() - started) / 1000);
}

/** Events per second through a whole backtest. */
export async function backtestSpeed(program: CompiledProgram, events = 200_000): Promise<number> {
  const lines = [...shopEvents({ events, people: 20_000, ...YEAR })];
  const started = performance.now();
  await backtest(lines, { program, realNow: NOW });
  return events / ((performance.now() - started) / 1000);
}

/** Milliseconds to render one email from its compiled form, and to compile its MJML first as other tools do. */
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
  const render = () => renderEmail({ message, variant: "first-time", brand: program.brand, person, event });
  const renders = 3000;
  render();
  let started = performance.now();
  for (let n = 0; n < renders; n++) render();
  const renderMs = (performance.now() - started) / renders;

  const contents = Object.keys(message.emails).length;
  const compiles = 10;
  await compileMessage(written, source);
  started = performance.now();
  for (let n = 0; n < compiles; n++) await compileMessage(written, source);
  return { renderMs, compileMs: (performance.now() - started) / compiles / contents };
}
