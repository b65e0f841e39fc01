import { NAME } from "../journeys/graph";
import type { Journey } from "../journeys/journey";
import { allSteps, type Callee, type Step } from "../journeys/step";
import { canonicalJson } from "../json";
import { ProgramError } from "../source-place";
import { ANSWER_SCHEMAS, accepts } from "./check-schema";
import type { Speaker } from "./check-vocabulary";

type Call = Extract<Step, { readonly step: "call" }>;

/** https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html */
const FUNCTION_NAME = /^[a-zA-Z0-9-_]{1,64}$/;
/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_CreateConnection.html */
const CONNECTION_NAME = /^[.\-_A-Za-z0-9]{1,64}$/;

/** Makes sure that a call can be made and that its answer is one thing in the whole journey. */
export function checkCall(step: Call, { steps }: Journey, { who, place }: Speaker): void {
  const { name, callee, answer, otherwise } = step;
  const refuse = (why: string): never => {
    throw new ProgramError(`${who} ${why}`, place);
  };
  if (!NAME.test(name) || name.length > 60 || name in {}) {
    refuse(`must have a name in kebab-case of at most 60 characters, got "${name}"`);
  }
  const wrong = whyNotCallable(callee);
  if (wrong) refuse(wrong);
  for (const [field, type] of Object.entries(answer)) {
    if (!Object.hasOwn(ANSWER_SCHEMAS, type)) {
      refuse(`says that "${field}" of its answer is "${type}"; it is one of text, number, boolean`);
    }
    if (!Object.hasOwn(otherwise, field)) refuse(`needs a "${field}" in otherwise: its answer has one`);
    if (accepts(ANSWER_SCHEMAS[type], otherwise[field])) continue;
    refuse(`has otherwise "${field}": ${JSON.stringify(otherwise[field])}, which is no ${type}`);
  }
  const more = Object.keys(otherwise).find((field) => !Object.hasOwn(answer, field));
  if (more !== undefined) refuse(`has "${more}" in otherwise, which its answer does not; add it to answer`);
  for (const other of allSteps(steps)) {
    if (other.step !== "call" || other.name !== name) continue;
    if (canonicalJson(other.answer) === canonicalJson(answer)) continue;
    refuse("has another answer than a call of the same name; give one another name");
  }
}

function whyNotCallable(callee: Callee): string | undefined {
  if ("lambda" in callee) {
    const { lambda } = callee;
    if (FUNCTION_NAME.test(lambda)) return undefined;
    return `calls the Lambda "${lambda}"; a Lambda's name has at most 64 letters, digits, - and _`;
  }
  if (!callee.http) return "calls nothing; say lambda or http";
  const { url, connection } = callee.http;
  if (!URL.canParse(url) || new URL(url).protocol !== "https:") {
    return `calls "${url}"; Step Functions calls https addresses only`;
  }
  if (CONNECTION_NAME.test(connection)) return undefined;
  return `names the connection "${connection}"; its name has at most 64 letters, digits, ".", - and _`;
}
