import { generateKeyPairSync } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Template } from "aws-cdk-lib/assertions";
import { AwsSolutionsChecks, ServerlessChecks } from "cdk-nag";
import { INBOX_KEY, type InboxOptions, inboxOptions } from "../../lib/serve-notices";
import { plainProgram } from "../fixtures/plain-program";
import { heraldOf, idOf, resourcesOf } from "./synthesized";

const pair = generateKeyPairSync("ed25519");
const key = { ...pair.publicKey.export({ format: "jwk" }), kid: "2026-11" };
const options: InboxOptions = { jwks: { keys: [key] }, origins: ["https://shop.example"] };

describe("what a deployment says of the inbox", () => {
  it("is public keys and origins; without it there is no inbox", () => {
    expect(inboxOptions(options)).toEqual(options);
    expect(inboxOptions({ jwks: options.jwks })).toEqual({ ...options, origins: [] });
    expect(inboxOptions(undefined)).toBeUndefined();
  });

  it.each<[string, unknown, string]>([
    ["nothing", {}, "at least one public key"],
    [
      "a private key",
      { jwks: { keys: [{ ...pair.privateKey.export({ format: "jwk" }), kid: "a" }] } },
      "only public keys",
    ],
    ["a shared secret", { jwks: { keys: [{ kty: "oct", k: "c2VjcmV0", kid: "a" }] } }, "only public keys"],
    ["a curve that is not pinned", { jwks: { keys: [{ ...key, crv: "X25519" }] } }, "Ed25519, P-256 or RSA"],
    ["two keys of one name", { jwks: { keys: [key, key] } }, "a kid of its own"],
    ["any origin", { ...options, origins: ["*"] }, "list of https origins"],
    ["an origin with a path", { ...options, origins: ["https://shop.example/"] }, "list of https origins"],
    ["an origin in the clear", { ...options, origins: ["http://shop.example"] }, "list of https origins"],
  ])("is refused where it has %s", (_what, given, fault) => {
    expect(() => inboxOptions(given)).toThrow(fault);
    expect(() => inboxOptions(given)).toThrow(INBOX_KEY);
  });

  it("does not repeat a private key in what it says of it", () => {
    const jwk = pair.privateKey.export({ format: "jwk" });

    expect(() => inboxOptions({ jwks: { keys: [{ ...jwk, kid: "a" }] } })).not.toThrow(String(jwk.d));
  });
});

describe("the stack with an inbox", () => {
  let template: Template;
  let without: Template;
  beforeAll(async () => {
    const program = await plainProgram();
    template = heraldOf(program, { inbox: options }).template;
    without = heraldOf(program).template;
  });

  it("answers its routes, which a stack without one does not have", () => {
    const routes = (of: Template) =>
      [...resourcesOf(of, "AWS::ApiGatewayV2::Route").values()]
        .map(({ Properties }) => Properties.RouteKey as string)
        .filter((route) => /inbox|banners|notices/.test(route))
        .sort();

    expect(routes(template)).toEqual([
      ...["GET /banners", "GET /inbox", "OPTIONS /banners", "OPTIONS /inbox"],
      ...["OPTIONS /notices/{id}/{action}", "POST /notices/{id}/{action}"],
    ]);
    expect(routes(without)).toEqual([]);
    expect(template.findOutputs("InboxUrl")).not.toEqual({});
    expect(without.findOutputs("InboxUrl")).toEqual({});
  });

  it("gives the function public keys and no more than its table and its bus (X-60)", () => {
    const [, lambda] = [...resourcesOf(template, "AWS::Lambda::Function")].find(([id]) =>
      id.startsWith("ServeNotices"),
    ) as [string, { Properties: { Environment: { Variables: Record<string, string> } } }];
    const actions = [...resourcesOf(template, "AWS::IAM::Policy").values()]
      .filter(({ Properties }) =>
        Properties.Roles.some((each: unknown) => idOf(each)?.startsWith("ServeNotices")),
      )
      .flatMap(({ Properties }) => Properties.PolicyDocument.Statement)
      .flatMap(({ Action }) => Action)
      .sort();

    expect(actions).toEqual([
      ...["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query", "events:PutEvents"],
      ...["logs:CreateLogStream", "logs:PutLogEvents"],
    ]);
    expect(JSON.parse(lambda.Properties.Environment.Variables.JWKS as string)).toEqual(options.jwks);
    expect(lambda.Properties.Environment.Variables.ORIGINS).toBe("https://shop.example");
    expect(Object.keys(lambda.Properties.Environment.Variables).sort()).toEqual(settingsRead());
  });

  it("is watched like every function that people wait for", () => {
    const watched = (of: Template) =>
      [...resourcesOf(of, "AWS::CloudWatch::Alarm").values()]
        .map(({ Properties }) => Properties)
        .filter(({ Dimensions = [] }) => JSON.stringify(Dimensions).includes("ServeNotices"))
        .map(({ MetricName }) => MetricName)
        .sort();

    expect(watched(template)).toEqual(["Errors", "Throttles"]);
    expect(watched(without)).toEqual([]);
  });

  it("has nothing unexplained in it (X-64)", async () => {
    const { app } = heraldOf(await plainProgram(), { inbox: options });

    for (const pack of [new AwsSolutionsChecks(app), new ServerlessChecks(app)])
      expect(pack.validateScope(app).violations).toEqual([]);
  });
});

function settingsRead(): string[] {
  const handler = readFileSync(join(__dirname, "..", "..", "lambdas", "serve-notices", "handler.ts"), "utf8");
  return [...handler.matchAll(/setting\("(\w+)"\)/g)].map(([, name = ""]) => name).sort();
}
