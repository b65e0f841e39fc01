import { CfnOutput, Duration } from "aws-cdk-lib";
import { HttpMethod } from "aws-cdk-lib/aws-apigatewayv2";
import type { TableV2 } from "aws-cdk-lib/aws-dynamodb";
import type { Construct } from "constructs";
import { isJsonObject, type JsonObject } from "../core/json";
import type { Program } from "../core/program";
import { ProgramError } from "../core/source-place";
import type { HeraldBus } from "./event-bus";
import { LambdaFunction } from "./lambda-function";
import type { PublicApi } from "./public-api";

/** What a deployment says of inbox and banners; without it no app can read them. */
export interface InboxOptions {
  /** The public keys (RFC 7517) that the company's backend signs its users' tokens with, each with a `kid`. */
  readonly jwks: { readonly keys: readonly JsonObject[] };
  /** The websites whose pages may ask, such as `https://shop.example`; apps on phones need none. */
  readonly origins: readonly string[];
}

/** The context key in `cdk.json` under which they are. */
export const INBOX_KEY = "herald:inbox";

const EXAMPLE = `"${INBOX_KEY}": { "jwks": { "keys": [{ "kty": "OKP", "crv": "Ed25519", "x": "…", "kid": "2026-11" }] }, "origins": ["https://shop.example"] }`;
const ORIGIN = /^(https:\/\/[a-z0-9.-]+(:\d+)?|http:\/\/localhost(:\d+)?)$/;
/** `kty` and, where it has one, `crv` of the keys whose signatures are taken. */
const KINDS = new Set(["OKP Ed25519", "EC P-256", "RSA "]);
/** What only private keys have (RFC 7518, section 6); these must never be in a deployment. */
const PRIVATE = ["d", "p", "q", "dp", "dq", "qi", "k"];
/** A function's environment holds 4 KB (https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html). */
const MOST_BYTES = 3_000;

/**
 * Reads what the context says of the inbox.
 * @throws ProgramError where it says it wrong, or holds a key that is not public
 */
export function inboxOptions(given: unknown): InboxOptions | undefined {
  if (given === undefined) return undefined;
  const { jwks, origins = [] } = isJsonObject(given) ? given : {};
  const keys = isJsonObject(jwks) && Array.isArray(jwks.keys) ? (jwks.keys as unknown[]) : [];
  const fault = faultInKeys(keys) ?? faultInOrigins(origins);
  if (fault) throw new ProgramError(`${INBOX_KEY}: ${fault}, as in ${EXAMPLE}`);
  return { jwks: { keys: keys as JsonObject[] }, origins: origins as string[] };
}

function faultInKeys(keys: readonly unknown[]): string | undefined {
  if (keys.length === 0) return "jwks needs at least one public key";
  const ids = new Set<unknown>();
  for (const key of keys) {
    if (!isJsonObject(key)) return "every key must be a JSON Web Key";
    if (PRIVATE.some((field) => key[field] !== undefined))
      return "a key is private or a shared secret: only public keys belong here";
    if (!KINDS.has(`${key.kty} ${key.crv ?? ""}`)) return "every key must be Ed25519, P-256 or RSA";
    if (typeof key.kid !== "string" || ids.has(key.kid)) return "every key needs a kid of its own";
    ids.add(key.kid);
  }
  return JSON.stringify({ keys }).length > MOST_BYTES ? "jwks has too many keys" : undefined;
}

function faultInOrigins(origins: unknown): string | undefined {
  const isList = Array.isArray(origins) && origins.every((each) => ORIGIN.test(String(each)));
  return isList ? undefined : `origins must be a list of https origins, got ${JSON.stringify(origins)}`;
}

interface ServeNoticesProps {
  readonly program: Program;
  readonly table: TableV2;
  readonly bus: HeraldBus;
  readonly api: PublicApi;
  readonly inbox: InboxOptions;
}

/** Answers apps and websites about their signed-in user's inbox and banners. */
export class ServeNotices extends LambdaFunction {
  constructor(scope: Construct, id: string, { program, table, bus, api, inbox }: ServeNoticesProps) {
    super(scope, id, {
      lambda: "serve-notices",
      description: "Herald: answers apps about their user's inbox and banners.",
      program,
      timeout: Duration.seconds(10),
      environment: {
        TABLE_NAME: table.tableName,
        BUS_NAME: bus.eventBusName,
        JWKS: JSON.stringify(inbox.jwks),
        ORIGINS: inbox.origins.join(" "),
      },
    });
    table.grant(this, "dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query");
    bus.grantPublish(this);
    const { GET, OPTIONS, POST } = HttpMethod;
    api.answer("/inbox", [GET, OPTIONS], this);
    api.answer("/banners", [GET, OPTIONS], this);
    api.answer("/notices/{id}/{action}", [POST, OPTIONS], this);
    new CfnOutput(scope, "InboxUrl", {
      value: api.apiEndpoint,
      description: "Where apps read their user's inbox and banners",
    });
  }
}
