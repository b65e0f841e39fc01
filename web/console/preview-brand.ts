import { useLive } from "./live";

/** Who speaks, as previews show it. */
export function useBrand(): { readonly name: string; readonly color: string } {
  return useLive().state?.brand ?? { name: "", color: "" };
}
