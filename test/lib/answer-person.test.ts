import type { Template } from "aws-cdk-lib/assertions";
import { plainProgram } from "../fixtures/plain-program";
import { heraldOf, idOf, resourcesOf } from "./synthesized";

let template: Template;
beforeAll(async () => {
  template = heraldOf(await plainProgram()).template;
});

const all = (type: string) => resourcesOf(template, type);

/** What the role of a function may do, and with what. */
function allowedTo(role: string): [action: string, resource: string | undefined][] {
  const list = <T>(value: T | T[]): T[] => (Array.isArray(value) ? value : [value]);
  return [...all("AWS::IAM::Policy").values()]
    .filter(({ Properties }) => Properties.Roles.some((each: unknown) => idOf(each)?.startsWith(role)))
    .flatMap(({ Properties }) => Properties.PolicyDocument.Statement)
    .flatMap(({ Action, Resource }) =>
      list<string>(Action).flatMap((action) =>
        list(Resource).map((resource): [string, string | undefined] => [action, idOf(resource)]),
      ),
    );
}

describe("people's own pages", () => {
  it("are reached by their four paths, whatever the method: the pages refuse what they must", () => {
    const routes = [...all("AWS::ApiGatewayV2::Route").values()].map(({ Properties }) => Properties.RouteKey);

    expect(routes.filter((route: string) => route.endsWith("/{token}")).sort()).toEqual([
      "ANY /c/{token}",
      "ANY /p/{token}",
      "ANY /u/{token}",
      "ANY /w/{token}",
    ]);
  });

  it("may read rows and the key that links are signed with, and speak on Herald's bus; they write no row", () => {
    const allowed = allowedTo("AnswerPersonRole").filter(([action]) => !/^(xray|logs):/.test(action));

    expect(allowed.sort()).toEqual([
      ["dynamodb:BatchGetItem", expect.stringMatching(/^People/)],
      ["dynamodb:GetItem", expect.stringMatching(/^People/)],
      ["dynamodb:Query", expect.stringMatching(/^People/)],
      ["events:PutEvents", expect.stringMatching(/^Bus/)],
      ["secretsmanager:DescribeSecret", expect.stringMatching(/^SecretsLinkKeys/)],
      ["secretsmanager:GetSecretValue", expect.stringMatching(/^SecretsLinkKeys/)],
    ]);
  });

  it("X-47: leave no path, address or browser in the access log, since a path holds a token", () => {
    const [stage] = [...all("AWS::ApiGatewayV2::Stage").values()];
    const logged = Object.values(JSON.parse(stage?.Properties.AccessLogSettings.Format));

    expect(logged).toContain("$context.routeKey");
    for (const field of logged) expect(field).not.toMatch(/path|ip|agent|header|query|body/i);
  });

  it("E-8: outlive the stack by the key of their links, which is not in the template", () => {
    const [secret] = [...all("AWS::SecretsManager::Secret")].filter(([id]) =>
      id.startsWith("SecretsLinkKeys"),
    );

    expect(secret?.[1].DeletionPolicy).toBe("Retain");
    expect(secret?.[1].Properties.SecretString).toBeUndefined();
    expect(secret?.[1].Properties.GenerateSecretString).toMatchObject({
      SecretStringTemplate: '{"current":"k1"}',
      GenerateStringKey: "k1",
    });
  });

  it("are where messages link to", () => {
    const [, send] = [...all("AWS::Lambda::Function")].find(([id]) => id.startsWith("SendMessage")) ?? [];
    const { Value } = template.findOutputs("PagesUrl").PagesUrl as { readonly Value: unknown };

    expect(send?.Properties.Environment.Variables.PAGES_URL).toEqual(Value);
    expect(Value).toEqual({ "Fn::GetAtt": [expect.stringMatching(/^Api/), "ApiEndpoint"] });
  });
});
