/** Means: not now, deliver this again later. Nothing is lost, nothing was done, and nobody needs to be told. */
export class TryAgainLater extends Error {
  override readonly name = "TryAgainLater";
}
