import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { FileAssetPackaging, Stack, Stage } from "aws-cdk-lib";
import { Grant, type IGrantable } from "aws-cdk-lib/aws-iam";
import { Construct } from "constructs";
import type { CompiledMessage } from "../core/messages/message";
import { ProgramError } from "../core/source-place";

/** `contentHash` gives 16 digits; a template in the same bucket has 64, so this reads messages and nothing else. */
const ANY_MESSAGE = `${"?".repeat(16)}.json`;

/**
 * The compiled messages, each a file in the CDK's bucket of assets named by its content hash.
 * They are handed to the synthesizer as they are, because an `Asset` would hash the hash once more. A message stays
 * in the bucket when the program no longer has it: runs in flight will still send it.
 */
export class Messages extends Construct {
  readonly bucketName: string;

  constructor(scope: Construct, id: string, messages: readonly CompiledMessage[]) {
    super(scope, id);
    const folder = Stage.of(this)?.outdir as string;
    const published = messages.map((message) => {
      const fileName = `message.${message.hash}.json`;
      writeFileSync(join(folder, fileName), JSON.stringify(message));
      return Stack.of(this).synthesizer.addFileAsset({
        fileName,
        packaging: FileAssetPackaging.FILE,
        sourceHash: message.hash,
        displayName: message.name,
      });
    });
    const [first] = published;
    if (!first)
      throw new ProgramError("there are no messages in program/messages, so there is nothing to send");
    this.bucketName = first.bucketName;
  }

  /** Allows reading every message that was ever deployed. */
  grantRead(grantee: IGrantable): void {
    const bucket = `arn:${Stack.of(this).partition}:s3:::${this.bucketName}`;
    Grant.addToPrincipal({
      grantee,
      actions: ["s3:GetObject"],
      resourceArns: [`${bucket}/${ANY_MESSAGE}`],
    });
  }
}
