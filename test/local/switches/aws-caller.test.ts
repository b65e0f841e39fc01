import type { STSClient } from "@aws-sdk/client-sts";
import { awsCaller, nameInArn } from "../../../local/switches/aws-caller";

const sts = (answer: object) => ({ send: async () => answer }) as unknown as Pick<STSClient, "send">;

describe("whoever uses AWS credentials", () => {
  it.each([
    ["arn:aws:sts::123456789012:assumed-role/AWSReservedSSO_Admin_0a1b/mara@example.com", "mara@example.com"],
    ["arn:aws:iam::123456789012:user/marketing/noor", "noor"],
    ["arn:aws-cn:iam::123456789012:user/noor", "noor"],
    ["arn:aws:iam::123456789012:root", "root"],
  ])("as %s is known as %s", async (arn, name) => {
    expect(nameInArn(arn)).toBe(name);
    expect(await awsCaller(sts({ Arn: arn }))).toBe(name);
  });

  it("is never nobody", async () => {
    await expect(awsCaller(sts({}))).rejects.toThrow("AWS does not say whose credentials these are");
  });
});
