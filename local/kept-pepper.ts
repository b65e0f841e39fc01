import { randomBytes } from "node:crypto";
import type { Keep } from "./keep";

/** The pepper that hides addresses in a data folder: made once at random, and kept there. */
export async function keptPepper(keep: Keep): Promise<string> {
  const [kept] = (await keep.all("pepper")) as { readonly pepper: string }[];
  if (kept) return kept.pepper;
  const pepper = randomBytes(32).toString("hex");
  await keep.put("pepper", "pepper", { pepper });
  return pepper;
}
