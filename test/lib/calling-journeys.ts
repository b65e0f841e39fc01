import { lastCall, plainCartJourney, plainWords } from "../fixtures/plain-program";

const { journey, call, wait, send } = plainWords;

/** The connection that `byHttp` names. */
export const CRM_ARN =
  "arn:aws:events:us-east-1:123456789012:connection/crm/0b7e8ec2-2a41-4f1c-9d0a-1c0ffee00001";

/** The address that `byHttp` calls. */
export const ADDRESS = "https://crm.example/score";

/** Looks like what CloudFormation replaces, but is an author's text. */
export const MARK = `\${TakeMoney}`;

const answer = { answer: { score: "number" }, timeLimit: { seconds: 20 }, otherwise: { score: 0 } } as const;

const calling = (name: string, callee: Parameters<typeof call>[1]) =>
  journey(name, {
    description: `Costs ${MARK} and asks others.`,
    stage: "retention",
    trigger: plainCartJourney.trigger,
    steps: [wait({ hours: 1 }), call("score", callee), send(lastCall)],
  });

/** A journey that calls a Lambda, and one that calls an address. */
export const byLambda = calling("by-lambda", { lambda: "score-people", ...answer });
export const byHttp = calling("by-http", {
  http: { method: "GET", url: ADDRESS, connection: "crm" },
  ...answer,
});
