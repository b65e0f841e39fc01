import { runningHerald } from "../running-herald";
import type { SegmentDesk } from "./segment-desk";

/** Asks a Herald that `npm start` runs, which alone may touch its data. See `segmentRoutes` for what answers. */
export function runningDesk(url: string, ask: typeof fetch = fetch): SegmentDesk {
  const asked = runningHerald(url, ask);
  return {
    list: () => asked("/api/segments"),
    members: (segment, after) => {
      const query = after === undefined ? "" : `?after=${encodeURIComponent(after)}`;
      return asked(`/api/segments/${encodeURIComponent(segment)}/members${query}`);
    },
    recount: () => asked("/api/segments/recount", { method: "POST" }),
    close: async () => undefined,
  };
}
