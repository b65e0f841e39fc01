import type { InFlight, JourneyPlan, Plan } from "../../core/plan/plan";

const HEADS: { readonly [C in JourneyPlan["change"]]: string } = {
  added: "+ new",
  changed: "~ changes",
  removed: "- goes",
  unchanged: "= stays as it is",
  "cannot-be-seen": "? cannot be seen",
};

/** A plan to read before a deployment: what changes first, then what stays. */
export function planText({ journeys, notes }: Plan): string {
  const changing = journeys.filter(({ change }) => change !== "unchanged" && change !== "cannot-be-seen");
  const staying = journeys.filter(({ change }) => change === "unchanged");
  return [
    ...(changing.length === 0 ? ["No journey changes.", ""] : changing.flatMap(journeyLines)),
    ...(staying.length > 0 ? [`${HEADS.unchanged}: ${staying.map(stayingText).join(", ")}`] : []),
    "",
    ...notes,
  ].join("\n");
}

function journeyLines(plan: JourneyPlan): string[] {
  const { journey, change, from, to, changes, inFlight, fate } = plan;
  const versions = [from, to].filter((version) => version !== undefined).map(short);
  const people = change === "added" ? [] : [`  people: ${peopleText(inFlight, from)}`];
  return [
    `${HEADS[change]}: ${journey} (${versions.join(" → ")})`,
    ...changes.map((one) => `  ${one}`),
    ...people,
    ...fate.map((sentence) => `    ${sentence}`),
    "",
  ];
}

function stayingText({ journey, inFlight }: JourneyPlan): string {
  const count = inFlight.reduce((sum, one) => sum + one.count, 0);
  return count === 0 ? journey : `${journey} (${count} in flight)`;
}

function peopleText(inFlight: readonly InFlight[], present: string | undefined): string {
  if (inFlight.length === 0) return "nobody is in flight";
  const versions = new Map<string, InFlight[]>();
  for (const one of inFlight)
    versions.set(short(one.version), [...(versions.get(short(one.version)) ?? []), one]);
  const total = inFlight.reduce((sum, { count }) => sum + count, 0);
  const each = [...versions].map(([version, all]) => {
    const older = present && version !== short(present) ? " (older)" : "";
    const at = all.flatMap(({ node, count }) => (node ? [`${count} at “${node}”`] : []));
    return `${all.reduce((sum, { count }) => sum + count, 0)} on ${version}${older}${at.length > 0 ? `, ${at.join(", ")}` : ""}`;
  });
  return `${total} in flight: ${each.join("; ")}`;
}

const short = (version: string) => version.slice(0, 8);
