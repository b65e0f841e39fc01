import { RemovalPolicy } from "aws-cdk-lib";
import { DataIdentifier, DataProtectionPolicy, LogGroup, RetentionDays } from "aws-cdk-lib/aws-logs";
import type { Construct } from "constructs";

/** What is kept for a month, with addresses masked should one ever get into it: Herald itself logs ids alone. */
export class HeraldLogs extends LogGroup {
  /** @param logGroupName left out: CloudFormation makes one up */
  constructor(scope: Construct, id: string, logGroupName?: string) {
    super(scope, id, {
      ...(logGroupName && { logGroupName }),
      retention: RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
      dataProtectionPolicy: new DataProtectionPolicy({
        name: "addresses",
        description: "Masks addresses of people, seen only by whoever may logs:Unmask",
        identifiers: ADDRESSES,
      }),
    });
  }
}

/** Every kind of address that CloudWatch Logs knows: https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/protect-sensitive-log-data-types-pii.html */
const ADDRESSES = [
  DataIdentifier.EMAILADDRESS,
  DataIdentifier.PHONENUMBER_BR,
  DataIdentifier.PHONENUMBER_DE,
  DataIdentifier.PHONENUMBER_ES,
  DataIdentifier.PHONENUMBER_FR,
  DataIdentifier.PHONENUMBER_GB,
  DataIdentifier.PHONENUMBER_IT,
  DataIdentifier.PHONENUMBER_US,
];
