/** Who opened a message or followed a link in it. */
export interface Actor {
  readonly actor: "human" | "machine" | "unknown";
  /** What speaks for a machine, in a closed list of words. */
  readonly reasons: readonly MachineSign[];
}

type MachineSign =
  | "said-by-provider"
  | "apple-privacy-proxy"
  | "user-agent-of-a-machine"
  | "no-user-agent"
  | "head-request"
  | "within-a-minute";

/** What is known of a request. */
interface Request {
  readonly userAgent?: string | undefined;
  readonly method?: string | undefined;
  /** Milliseconds from the moment the provider took the message. */
  readonly sinceSentMs?: number | undefined;
  /** What the provider itself thinks: SES's `isBotEvent`. */
  readonly isBotEvent?: "Likely" | "Unlikely" | undefined;
}

/** These signs a person does not give. The others a quick person may. */
const CERTAIN: ReadonlySet<MachineSign> = new Set([
  "said-by-provider",
  "apple-privacy-proxy",
  "user-agent-of-a-machine",
  "head-request",
]);

/** Apple's Mail Privacy Protection fetches every image under this name and no more of one. */
const APPLE_PROXY = "Mozilla/5.0";

/** CUBOT makes phones. */
const MACHINES =
  /(?<!\bcu)bot\b|crawl|spider|scanner|preview|headless|barracuda|proofpoint|mimecast|safelinks|python|curl\/|wget\/|java\/|go-http-client|okhttp|node-fetch|axios/i;

/** Security gateways follow links as they hand a message over. */
const HASTE_MS = 60_000;

/**
 * Whether a machine opened a message or followed its link, for reports (E-50, E-51). A guess: a quick or unusual person
 * is `unknown`, never a machine.
 */
export function machineActor(request: Request): Actor {
  const reasons = signsOf(request);
  const isDoubted =
    request.isBotEvent === "Unlikely" && reasons.every((sign) => sign === "user-agent-of-a-machine");
  if (isDoubted && reasons.length > 0) return { actor: "unknown", reasons };
  if (reasons.some((sign) => CERTAIN.has(sign))) return { actor: "machine", reasons };
  if (request.isBotEvent === "Unlikely") return { actor: "human", reasons };
  return { actor: reasons.length > 0 ? "unknown" : "human", reasons };
}

function signsOf({ userAgent = "", method, sinceSentMs, isBotEvent }: Request): MachineSign[] {
  const agent = userAgent.trim();
  const signs: { readonly [S in MachineSign]: boolean } = {
    "said-by-provider": isBotEvent === "Likely",
    "apple-privacy-proxy": agent === APPLE_PROXY,
    "user-agent-of-a-machine": MACHINES.test(agent),
    "no-user-agent": agent === "",
    "head-request": method?.toUpperCase() === "HEAD",
    "within-a-minute": sinceSentMs !== undefined && sinceSentMs <= HASTE_MS,
  };
  return (Object.keys(signs) as MachineSign[]).filter((sign) => signs[sign]);
}
