import { RemovalPolicy, Validations } from "aws-cdk-lib";
import { Secret } from "aws-cdk-lib/aws-secretsmanager";
import { Construct } from "constructs";
import { FIRST_LINK_KEY } from "../core/pages/link-keys";

/** What only Herald's own functions may know. Both are made by AWS at the first deployment and never shown. */
export class HeraldSecrets extends Construct {
  /** Signs the links to a person's own pages; JSON as `core/pages/link-keys.ts` reads it. */
  readonly linkKeys: Secret;
  /** Hides addresses on the suppression list. Whoever changes it forgets the whole list. */
  readonly addressPepper: Secret;

  /** @param keepData whether they outlive the stack, as the people's data does */
  constructor(scope: Construct, id: string, { keepData }: { readonly keepData: boolean }) {
    super(scope, id);
    const removalPolicy = keepData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;
    this.linkKeys = new Secret(this, "LinkKeys", {
      description: "Herald: signs the links to people's own pages",
      removalPolicy,
      generateSecretString: {
        secretStringTemplate: JSON.stringify({ current: FIRST_LINK_KEY }),
        generateStringKey: FIRST_LINK_KEY,
        passwordLength: 64,
        excludePunctuation: true,
      },
    });
    this.addressPepper = new Secret(this, "AddressPepper", {
      description: "Herald: hides addresses on the suppression list",
      removalPolicy,
      generateSecretString: { passwordLength: 64, excludePunctuation: true },
    });
    const reasons = {
      [this.linkKeys.node.path]:
        "Links must work for years: a new key is added by hand, and the old one stays.",
      [this.addressPepper.node.path]: "A new pepper would forget who must not be written to.",
    };
    for (const secret of [this.linkKeys, this.addressPepper]) {
      Validations.of(secret).acknowledge({
        id: "AwsSolutions-SMG4",
        reason: reasons[secret.node.path] as string,
      });
    }
  }
}
