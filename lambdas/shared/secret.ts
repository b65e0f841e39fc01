import { GetSecretValueCommand, type SecretsManagerClient } from "@aws-sdk/client-secrets-manager";

/** A secret is read again after this, so that a new key is known everywhere within minutes. */
const FRESH_MS = 5 * 60_000;

/**
 * Reads the text of a secret, at most once in five minutes; one that cannot be read again stays as it was.
 * @param nowMs milliseconds since 1970
 */
export function secretText(
  client: Pick<SecretsManagerClient, "send">,
  arn: string,
  nowMs: () => number,
): () => Promise<string> {
  let kept: { readonly text: string; readonly atMs: number } | undefined;
  return async () => {
    if (kept && nowMs() - kept.atMs < FRESH_MS) return kept.text;
    try {
      const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: arn }));
      if (!SecretString) throw new Error(`the secret ${arn} holds no text`);
      kept = { text: SecretString, atMs: nowMs() };
      return SecretString;
    } catch (error) {
      if (!kept) throw error;
      kept = { ...kept, atMs: nowMs() };
      return kept.text;
    }
  };
}
