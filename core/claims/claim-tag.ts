import {
  type Context,
  type Emitter,
  Hash,
  type Liquid,
  type Parser,
  Tag,
  type TagToken,
  type Template,
  type TopLevelToken,
} from "liquidjs";
import type { JsonObject } from "../json";
import { type ClaimKind, claimKey, type MeetClaim } from "./claim";
import { CLAIM_RULES } from "./claim-rules";

/** Where a render's scope has what answers its claims. A symbol: no template can read it. */
export const MEET_CLAIM = Symbol("claims");

/** Parsers that are within a claim. */
const within = new WeakSet<Parser>();

/**
 * `{% claim.stock sku: event.product_id %}Only {{ claim.left }} left.{% else %}…{% endclaim %}`: what it holds is said
 * only where it is proven, else what stands after `else`. Within it `claim` is the answer.
 */
export class ClaimTag extends Tag {
  private readonly kind: ClaimKind;
  private readonly about: Hash;
  private readonly said: Template[] = [];
  private fallback: Template[] | undefined;

  /** @throws Error where the claim is unknown, lacks an argument, stands within another or is not closed */
  constructor(token: TagToken, remainTokens: TopLevelToken[], liquid: Liquid, parser: Parser) {
    super(token, remainTokens, liquid);
    const [start = "", name = ""] = /^\.(\w*)/.exec(token.args) ?? [];
    this.kind = kindOf(name);
    this.about = new Hash(token.args.slice(start.length));
    checkArguments(this.kind, Object.keys(this.about.hash));
    if (within.has(parser)) throw new Error(`claim.${name} must not stand within another claim`);
    within.add(parser);
    try {
      this.read(remainTokens, parser, token);
    } finally {
      within.delete(parser);
    }
  }

  private read(remainTokens: TopLevelToken[], parser: Parser, token: TagToken): void {
    let into = this.said;
    const stream = parser
      .parseStream(remainTokens)
      .on("tag:else", () => {
        if (this.fallback) throw new Error(`${token.getText()} has a second else`);
        this.fallback = into = [];
      })
      .on("tag:endclaim", () => stream.stop())
      .on("template", (template: Template) => into.push(template))
      .on("end", () => {
        throw new Error(`${token.getText()} is not closed by {% endclaim %}`);
      });
    stream.start();
  }

  *render(context: Context, emitter: Emitter): Generator<unknown, void, JsonObject> {
    const given = yield this.about.render(context);
    const request = { kind: this.kind, about: { ...given } };
    const meet = (context.environments as { readonly [MEET_CLAIM]?: MeetClaim })[MEET_CLAIM];
    context.memoryLimit.use(claimKey(request).length);
    const proven = meet?.(request, this.fallback !== undefined);
    const { renderer } = this.liquid;
    if (!proven) {
      if (this.fallback) yield renderer.renderTemplates(this.fallback, context, emitter);
      return;
    }
    context.push({ claim: { ...proven } });
    yield renderer.renderTemplates(this.said, context, emitter);
    context.pop();
  }

  // biome-ignore lint/correctness/useYield: liquidjs runs it as a generator
  *children(): Generator<unknown, Template[]> {
    return [...this.said, ...(this.fallback ?? [])];
  }

  *arguments() {
    for (const value of Object.values(this.about.hash)) if (value) yield value as never;
  }

  blockScope(): Iterable<string> {
    return ["claim"];
  }
}

function kindOf(name: string): ClaimKind {
  if (Object.hasOwn(CLAIM_RULES, name)) return name as ClaimKind;
  const kinds = Object.keys(CLAIM_RULES).map((kind) => `claim.${kind}`);
  throw new Error(`there is no claim.${name}; a message can claim ${kinds.join(", ")}`);
}

function checkArguments(kind: ClaimKind, given: readonly string[]): void {
  const { needed, optional } = CLAIM_RULES[kind];
  const missing = needed.find((name) => !given.includes(name));
  if (missing) throw new Error(`claim.${kind} needs ${missing}: {% claim.${kind} ${missing}: … %}`);
  const all = [...needed, ...optional];
  const unknown = given.find((name) => !all.includes(name));
  if (unknown) throw new Error(`claim.${kind} takes ${all.join(", ")}, got ${unknown}`);
}
