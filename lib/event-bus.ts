import { EventBus } from "aws-cdk-lib/aws-events";
import { type IGrantable, PolicyStatement } from "aws-cdk-lib/aws-iam";
import type { Construct } from "constructs";

/** The bus producers put events on, and Herald what it says about itself. */
export class HeraldBus extends EventBus {
  constructor(scope: Construct, id: string) {
    super(scope, id, {
      eventBusName: "herald",
      description: "Events about people; Herald acts on those its program refers to.",
    });
  }

  /** Allows putting events on this bus. */
  grantPublish(grantee: IGrantable): void {
    grantee.grantPrincipal.addToPrincipalPolicy(
      new PolicyStatement({ actions: ["events:PutEvents"], resources: [this.eventBusArn] }),
    );
  }
}
