import { randomBytes } from "node:crypto";
import { FIRST_LINK_KEY, type LinkKeys } from "../core/pages/link-keys";
import type { Keep } from "./keep";

/** The keys that links are signed with here: made at the first start, and kept, so that yesterday's links still work. */
export async function keptLinkKeys(keep: Keep): Promise<LinkKeys> {
  const [kept] = (await keep.all("link-keys")) as LinkKeys[];
  if (kept) return kept;
  const keys = { current: FIRST_LINK_KEY, keys: { [FIRST_LINK_KEY]: randomBytes(32).toString("base64url") } };
  await keep.put("link-keys", "link-keys", keys);
  return keys;
}
