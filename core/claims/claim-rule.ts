import * as z from "zod/mini";
import { type Duration, type Instant, inSeconds } from "../instant";
import type { JsonObject } from "../json";

/** One kind of claim, as its author thinks of it. */
interface ClaimDefinition<About extends z.core.$ZodShape, Answer> {
  /** The arguments of the tag. */
  readonly about: z.ZodMiniObject<About, z.core.$strict>;
  /** What an answer must say, all of which the template can read. */
  readonly answer: z.ZodMiniType<Answer>;
  /** How old an answer may be when the message goes out. */
  readonly freshFor: Duration;
  /** Why an answer does not bear the claim out, or nothing where it does. */
  readonly doubt: (
    answer: Answer,
    about: z.output<z.ZodMiniObject<About, z.core.$strict>>,
    now: Instant,
  ) => string | undefined;
  /** When an answer ends being true, where it says so itself; left out: once it is not fresh. */
  readonly end?: (answer: Answer) => Instant;
  /** An answer that bears it out, for previews and for checks of the words. */
  readonly example: Answer;
}

/** One kind of claim: what may be asked, and when an answer bears it out. */
export interface ClaimRule {
  readonly needed: readonly string[];
  readonly optional: readonly string[];
  readonly freshFor: Duration;
  readonly example: JsonObject;
  /** When an answer that bears it out ends being true, where such answers say so. */
  readonly end: (answer: JsonObject) => Instant | undefined;
  /** Whether that is long enough for what stays in view, such as a banner. */
  readonly stays: boolean;
  /** What is wrong with the arguments, or nothing. */
  readonly wrongAbout: (about: JsonObject) => string | undefined;
  /** The answer as templates may read it, or why it does not bear the claim out. */
  readonly judge: (about: JsonObject, given: JsonObject, now: Instant) => Judgment;
}

/** What is in view for less is not worth putting there. */
const IN_VIEW: Duration = { hours: 24 };

type Judgment = { readonly answer: JsonObject } | { readonly doubt: string };

/** A name that somebody else gave: a product's, an offer's. */
export const identifier = z.string().check(z.minLength(1), z.maxLength(200));

/** A number of things, people or hours. */
export const wholeNumber = z.int().check(z.nonnegative());

/** Makes a kind of claim. */
export function claimRule<About extends z.core.$ZodShape, Answer>(
  definition: ClaimDefinition<About, Answer>,
): ClaimRule {
  const { about: arguments_, answer, freshFor, doubt, end, example } = definition;
  const shape = arguments_.shape as unknown as Readonly<Record<string, z.ZodMiniType>>;
  const names = Object.keys(shape);
  const optional = names.filter((name) => shape[name]?.safeParse(undefined).success);
  return {
    ...{ optional, freshFor, example: example as JsonObject },
    end: (given) => end?.(answer.parse(given)),
    stays: end !== undefined || inSeconds(freshFor) >= inSeconds(IN_VIEW),
    needed: names.filter((name) => !optional.includes(name)),
    wrongAbout: (about) => firstIssue(arguments_.safeParse(about).error),
    judge: (about, given, now) => {
      const asked = arguments_.safeParse(about);
      if (!asked.success) return { doubt: `asked wrongly: ${firstIssue(asked.error)}` };
      const parsed = answer.safeParse(given);
      if (!parsed.success) return { doubt: `answered wrongly: ${firstIssue(parsed.error)}` };
      const why = doubt(parsed.data, asked.data, now);
      return why === undefined ? { answer: parsed.data as JsonObject } : { doubt: why };
    },
  };
}

function firstIssue(error: z.core.$ZodError | undefined): string | undefined {
  const issue = error?.issues[0];
  return issue && `${issue.path.length > 0 ? `${issue.path.join(".")}: ` : ""}${issue.message}`;
}
