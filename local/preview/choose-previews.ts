import { meant } from "../../core/check/check-spelling";
import type { Preview } from "../../core/preview/preview-message";
import type { PreviewCall } from "./preview-arguments";
import { PreviewError } from "./reader-desk";

const BY = ["channel", "variant", "locale"] as const;

/**
 * The previews that a call is about.
 * @throws PreviewError on a channel, variant or locale that the message does not have
 */
export function choosePreviews(previews: readonly Preview[], call: PreviewCall): Preview[] {
  for (const by of BY) {
    const wanted = call[by];
    const known = [...new Set(previews.map((preview) => preview[by]))];
    if (wanted === undefined || known.some((name) => name === wanted)) continue;
    throw new PreviewError(`"${call.message}" has no ${by} "${wanted}"${meant(wanted, known)}`);
  }
  return previews.filter((preview) => BY.every((by) => call[by] === undefined || call[by] === preview[by]));
}
