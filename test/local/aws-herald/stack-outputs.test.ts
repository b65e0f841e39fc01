import { explaining, outputsOf, StackError } from "../../../local/aws-herald/stack-outputs";

const failing = (name: string, message: string) => async () => {
  throw Object.assign(new Error(message), { name });
};

describe("a deployed stack", () => {
  it("tells where its parts are", () => {
    const output = outputsOf("Herald", { Outputs: [{ OutputKey: "TableName", OutputValue: "people-1" }] });

    expect(output("TableName")).toBe("people-1");
    expect(() => output("RecountMachineArn")).toThrow("deployed by an older Herald: npx cdk deploy");
  });

  it.each([[undefined], [{}], [{ Outputs: [{ OutputKey: "Url", OutputValue: "https://x" }] }]])(
    "that is none of Herald's is said to be so",
    (stack) => {
      expect(() => outputsOf("Shop", stack)("TableName")).toThrow(
        "the stack Shop has no output TableName; it is not Herald's, or was never deployed to the end",
      );
    },
  );
});

describe("what AWS refuses", () => {
  const asked = { stackName: "Herld", region: "eu-west-1" };

  it.each([
    [
      "ValidationError",
      "Stack with id Herld does not exist",
      "there is no stack Herld in eu-west-1; --stack",
    ],
    ["CredentialsProviderError", "Could not load credentials", "there are no AWS credentials here"],
    ["ExpiredTokenException", "The security token is expired", "AWS does not take these credentials"],
    ["AccessDeniedException", "not authorized to perform dynamodb:Query", "may not do this: not authorized"],
    ["Error", "Region is missing", "no AWS region is set; --region eu-west-1, or AWS_REGION"],
  ])("as %s is told in words to act on", async (name, message, told) => {
    const refused = explaining(asked, failing(name, message));

    await expect(refused).rejects.toThrow(StackError);
    await expect(refused).rejects.toThrow(told);
  });

  it("and is none of these stays as it is, and so does what is explained already", async () => {
    await expect(explaining(asked, failing("ThrottlingException", "slow down"))).rejects.toThrow("slow down");
    await expect(
      explaining(asked, () => explaining(asked, failing("Error", "Region is missing"))),
    ).rejects.toThrow("no AWS region is set");
  });
});
