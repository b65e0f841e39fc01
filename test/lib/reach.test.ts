import { reachOption } from "../../lib/reach";
import { plainProgram } from "../fixtures/plain-program";
import { heraldOf, resourcesOf } from "./synthesized";

describe("E-44: whom a deployment may write to", () => {
  it("is everyone where nothing is said", () => {
    expect(reachOption(undefined)).toBeUndefined();
  });

  it("is domains, email addresses and phone numbers", () => {
    const reach = ["@simulator.amazonses.com", "me@shop.example", "+12065550100"];
    expect(reachOption(reach)).toEqual(reach);
  });

  it.each<[unknown]>([
    [[]],
    ["@simulator.amazonses.com"],
    [["simulator.amazonses.com"]],
    [["@"]],
    [["0170 1234567"]],
    [["me@shop.example", 7]],
  ])("is not %j, and is told how", (given) => {
    expect(() => reachOption(given)).toThrow(
      /^this deployment must be told whom it may write to, as in "herald:reach": \["@simulator/,
    );
  });
});

it("E-44: the sender is told of it, and of nothing where everyone may be written to", async () => {
  const reach = ["@simulator.amazonses.com"];
  const told = async (props: { readonly reach?: readonly string[] }) => {
    const functions = resourcesOf(heraldOf(await plainProgram(), props).template, "AWS::Lambda::Function");
    const [sender] = [...functions].filter(([id]) => id.startsWith("SendMessage"));
    return sender?.[1].Properties.Environment.Variables.REACH;
  };

  expect(JSON.parse(await told({ reach }))).toEqual(reach);
  expect(await told({})).toBeUndefined();
});
