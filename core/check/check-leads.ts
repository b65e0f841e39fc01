import { type Conditions, holds } from "../condition";
import type { Journey } from "../journeys/journey";
import type { EmittedValue, Step } from "../journeys/step";
import { DERIVED_EVENTS, type Trigger } from "../journeys/trigger";
import { rulesIn, type SegmentRule, type Segments } from "../segments/segment-rule";
import { ruledOut } from "./check-conditions";
import { type Visit, visitsOf } from "./check-flow";

/** What one journey does that may start another, or itself again. */
export interface Lead {
  readonly from: Journey;
  readonly to: Journey;
  /** `emits "Cart Reminded"`. */
  readonly by: string;
  /** Whether every way to it waits. */
  readonly waits: boolean;
  /** Whether it needs nothing but Herald: no change of segment, and no reader. */
  readonly certain: boolean;
  /** Whether the other run is told apart by the same value as this. */
  readonly sameCorrelation: boolean;
  readonly place: string | undefined;
}

/** What a step says, as far as is known when it is written. */
interface Said {
  readonly by: string;
  readonly event: string;
  readonly certain: boolean;
  /** Properties known by value. */
  readonly known: { readonly [property: string]: unknown };
  /** Properties taken from the trigger event. */
  readonly taken: { readonly [property: string]: string };
  /** Traits that are noted with it, where their values are known. */
  readonly traits: { readonly [trait: string]: unknown };
}

/** Every way in which journeys may start each other. */
export function leadsOf(journeys: readonly Journey[], segments: Segments): Lead[] {
  return journeys.flatMap((from) =>
    visitsOf(from.steps).flatMap((visit) =>
      saidBy(visit.step, segments).flatMap((said) =>
        journeys.filter(({ trigger }) => mayStart(said, trigger)).map((to) => leadOf(from, to, visit, said)),
      ),
    ),
  );
}

function leadOf(from: Journey, to: Journey, { step, behind }: Visit, said: Said): Lead {
  const { by, certain, taken } = said;
  const per = to.trigger.per;
  const sameCorrelation = per !== undefined && taken[per] !== undefined && taken[per] === from.trigger.per;
  const place = step.place ?? from.place;
  return { from, to, by, certain, sameCorrelation, waits: behind?.waited ?? true, place };
}

function mayStart({ event, known, traits }: Said, trigger: Trigger): boolean {
  return event === trigger.event && !ruledOut(trigger.where, known) && !ruledOut(trigger.person, traits);
}

function saidBy(step: Step, segments: Segments): Said[] {
  switch (step.step) {
    case "send": {
      const known = { message: step.message.name };
      const by = `sends "${known.message}"`;
      return [
        {
          by: `${by}, which is delivered`,
          event: "Message Delivered",
          certain: true,
          known,
          taken: {},
          traits: {},
        },
        {
          by: `${by}, which is opened`,
          event: "Message Opened",
          certain: false,
          known,
          taken: {},
          traits: {},
        },
        {
          by: `${by}, which is clicked`,
          event: "Message Clicked",
          certain: false,
          known,
          taken: {},
          traits: {},
        },
      ];
    }
    case "update": {
      const { known } = parted(step.traits);
      const by = `updates ${Object.keys(step.traits).join(", ")}`;
      const identify = { by, event: "Identify", certain: true, known: {}, taken: {}, traits: known };
      return [identify, ...moves(by, segments, (rule) => isMovedBy(rule, step.traits))];
    }
    case "emit": {
      const { known, taken } = parted(step.properties);
      const by = `emits "${step.event}"`;
      const emitted = { by, event: step.event, certain: true, known, taken, traits: {} };
      return [emitted, ...moves(by, segments, (rule) => isAbout(rule, step.event))];
    }
    default:
      return [];
  }
}

function parted(values: { readonly [name: string]: EmittedValue }): Pick<Said, "known" | "taken"> {
  const known: Record<string, unknown> = {};
  const taken: Record<string, string> = {};
  for (const [name, value] of Object.entries(values)) {
    if (typeof value === "object") taken[name] = value.fromTrigger;
    else known[name] = value;
  }
  return { known, taken };
}

type Moved = "in" | "out";

/** The segments that a person may come into or leave by what a step says. */
function moves(by: string, segments: Segments, movedBy: (rule: SegmentRule) => readonly Moved[]): Said[] {
  const ways = (name: string): readonly Moved[] => {
    const rule = segments[name]?.rule;
    if (!rule) return [];
    const own = movedBy(rule);
    const through = [...rulesIn(rule)].some(
      (inner) => inner.rule === "segment" && ways(inner.segment).length > 0,
    );
    return through ? ["in", "out"] : own;
  };
  return Object.keys(segments).flatMap((name) =>
    ways(name).map((way) => ({
      by: `${by}, by which people ${way === "in" ? "enter" : "leave"} "${name}"`,
      event: way === "in" ? DERIVED_EVENTS.entered : DERIVED_EVENTS.left,
      certain: false,
      known: { segment: name },
      taken: {},
      traits: {},
    })),
  );
}

/** A segment that is nothing but one trait is only entered, or only left, by a value that is known. */
function isMovedBy(rule: SegmentRule, traits: { readonly [trait: string]: EmittedValue }): readonly Moved[] {
  const read = [...rulesIn(rule)].some(
    (inner) => inner.rule === "trait" && Object.hasOwn(traits, inner.trait),
  );
  if (!read) return [];
  if (rule.rule !== "trait") return ["in", "out"];
  const value = traits[rule.trait];
  if (typeof value === "object" || "duration" in rule.where) return ["in", "out"];
  const where: Conditions = { value: rule.where };
  return holds(where, { value }) ? ["in"] : ["out"];
}

function isAbout(rule: SegmentRule, event: string): readonly Moved[] {
  const about = [...rulesIn(rule)].some((inner) =>
    inner.rule === "then-not"
      ? inner.did.event === event || inner.not.event === event
      : "event" in inner && inner.event === event,
  );
  return about ? ["in", "out"] : [];
}
