import type { ConsoleState } from "../console-api";
import type { EmbeddedHerald } from "../embedded-herald";
import type { Story } from "../stories";

/** What every page of the console shows. */
export async function stateView(herald: EmbeddedHerald, stories: readonly Story[]): Promise<ConsoleState> {
  const { brand, catalog, segments } = herald.program;
  const people = [...herald.people.values()];
  const runs = people.flatMap((rows) => [...rows.runs.values()]);
  const sends = people.flatMap((rows) => [...rows.sends.values()]);
  return {
    ...herald.clockState(),
    brand: { name: brand.name, color: brand.color },
    counts: {
      people: people.filter(({ person }) => person).length,
      events: people.reduce((sum, { events }) => sum + events.size, 0),
      refused: (await herald.refused()).length,
      running: runs.filter(({ state }) => state === "running").length,
      sent: sends.filter(({ status }) => status === "accepted").length,
      skipped: sends.filter(({ status }) => status === "skipped").length,
    },
    stories: stories.map(({ name, title, description }) => ({ name, title, description })),
    events: Object.entries(catalog).map(([name, { description }]) => ({
      name,
      description,
      used: herald.isRouted(name),
    })),
    segments: Object.entries(segments).map(([name, { description }]) => ({ name, description })),
  };
}
