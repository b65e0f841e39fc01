import {
  GetRoleCommand,
  GetRolePolicyCommand,
  ListRolePoliciesCommand,
  PutRolePolicyCommand,
  UpdateAssumeRolePolicyCommand,
} from "@aws-sdk/client-iam";
import { AssumeRoleCommand } from "@aws-sdk/client-sts";
import { iam, roleName, sts } from "./account";

interface Statement {
  readonly Action: string | readonly string[];
}

/** A role of the stack. */
export class DeployedRole {
  private constructor(private readonly name: string) {}

  /** @param path of its construct in the stack */
  static async find(path: string): Promise<DeployedRole> {
    return new DeployedRole(await roleName(path));
  }

  /** Does something while the role may not do this. */
  async without(action: string, work: () => Promise<void>): Promise<void> {
    const { name, document } = await this.policy();
    const statements: Statement[] = JSON.parse(document).Statement;
    const fewer = statements
      .map((each) => ({ ...each, Action: [each.Action].flat().filter((every) => every !== action) }))
      .filter(({ Action }) => Action.length > 0);
    if (JSON.stringify(fewer).length === JSON.stringify(statements).length)
      throw new Error(`${this.name} was never allowed ${action}`);
    await this.put(name, JSON.stringify({ Version: "2012-10-17", Statement: fewer }));
    try {
      await work();
    } finally {
      await this.put(name, document);
    }
  }

  /** Credentials of the role, in hands that its trust policy is opened to for a moment. */
  async credentials() {
    const { Role } = await iam.send(new GetRoleCommand({ RoleName: this.name }));
    const trust = decodeURIComponent(Role?.AssumeRolePolicyDocument as string);
    const account = Role?.Arn?.split(":")[4];
    await this.setTrust(
      JSON.stringify({
        Version: "2012-10-17",
        Statement: [
          { Effect: "Allow", Action: "sts:AssumeRole", Principal: { AWS: `arn:aws:iam::${account}:root` } },
        ],
      }),
    );
    try {
      const assume = new AssumeRoleCommand({ RoleArn: Role?.Arn, RoleSessionName: "deployed-test" });
      const { Credentials } = await sts.send(assume);
      return {
        accessKeyId: Credentials?.AccessKeyId as string,
        secretAccessKey: Credentials?.SecretAccessKey as string,
        sessionToken: Credentials?.SessionToken as string,
      };
    } finally {
      await this.setTrust(trust);
    }
  }

  /** The one inline policy that the CDK gives a role. */
  private async policy(): Promise<{ name: string; document: string }> {
    const { PolicyNames = [] } = await iam.send(new ListRolePoliciesCommand({ RoleName: this.name }));
    if (PolicyNames.length !== 1)
      throw new Error(`${this.name} has ${PolicyNames.length} policies, expected one`);
    const name = PolicyNames[0] as string;
    const got = await iam.send(new GetRolePolicyCommand({ RoleName: this.name, PolicyName: name }));
    return { name, document: decodeURIComponent(got.PolicyDocument as string) };
  }

  private async put(PolicyName: string, PolicyDocument: string): Promise<void> {
    await iam.send(new PutRolePolicyCommand({ RoleName: this.name, PolicyName, PolicyDocument }));
  }

  private async setTrust(PolicyDocument: string): Promise<void> {
    await iam.send(new UpdateAssumeRolePolicyCommand({ RoleName: this.name, PolicyDocument }));
  }
}
