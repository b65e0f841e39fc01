import { GetObjectCommand, type S3Client } from "@aws-sdk/client-s3";
import type { CompiledMessage } from "../../core/messages/message";

/** Reads compiled messages from the bucket of assets; one never changes, so each is read once per Lambda instance. */
export function s3Messages(client: Pick<S3Client, "send">, bucket: string) {
  const loaded = new Map<string, Promise<CompiledMessage>>();
  return (_name: string, hash: string): Promise<CompiledMessage> => {
    let message = loaded.get(hash);
    if (!message) {
      message = read(client, bucket, messageKey(hash));
      loaded.set(hash, message);
      message.catch(() => loaded.delete(hash));
    }
    return message;
  };
}

/** Where a message of this content lies: the name CDK gives a file asset of this hash. */
export const messageKey = (hash: string) => `${hash}.json`;

async function read(client: Pick<S3Client, "send">, bucket: string, key: string): Promise<CompiledMessage> {
  const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
  if (!Body) throw new Error(`the message ${key} is empty`);
  return JSON.parse(await Body.transformToString());
}
