import * as z from "zod/mini";

/** Keys that links are signed with, by their name. New links take the current one; all are good for checking. */
export interface LinkKeys {
  readonly current: string;
  readonly keys: { readonly [name: string]: string };
}

/** The name of the key that AWS makes at the first deployment. */
export const FIRST_LINK_KEY = "k1";

const NAME = /^[a-z0-9]{1,16}$/;
/** 128 bits, as 22 letters and digits. */
const SHORTEST_KEY = 22;

const SECRET = z.record(z.string(), z.string());

/**
 * Reads the secret: a flat object in JSON, `{"current": "k2", "k1": "…", "k2": "…"}`.
 * @throws Error where it is not that; the message never tells a key
 */
export function readLinkKeys(secret: string): LinkKeys {
  const { current, ...keys } = SECRET.parse(jsonIn(secret));
  const names = Object.keys(keys);
  if (current === undefined || !Object.hasOwn(keys, current)) {
    throw new Error(`the link keys must name one of ${names.join(", ") || "none"} as current`);
  }
  for (const name of names) {
    if (!NAME.test(name)) throw new Error(`a link key's name must match ${NAME.source}, got "${name}"`);
    if ((keys[name] as string).length < SHORTEST_KEY) {
      throw new Error(`the link key "${name}" must have at least ${SHORTEST_KEY} characters`);
    }
  }
  return { current, keys };
}

function jsonIn(secret: string): unknown {
  try {
    return JSON.parse(secret);
  } catch {
    throw new Error("the link keys must be JSON");
  }
}
