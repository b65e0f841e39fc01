import type { SegmentDesk } from "./segment-desk";
import { SegmentsError } from "./segment-desk";

/** Asks a Herald that `npm start` runs, which alone may touch its data. See `segmentRoutes` for what answers. */
export function runningDesk(url: string, ask: typeof fetch = fetch): SegmentDesk {
  const asked = async <T>(path: string, method = "GET"): Promise<T> => {
    const response = await ask(`${url}${path}`, { method }).catch((cause: unknown) => {
      throw new SegmentsError(
        `a Herald is using the data, and does not answer at ${url}; PORT=… says where it does, or stop it`,
        { cause },
      );
    });
    if (response.ok) return (await response.json()) as T;
    const { error } = (await response.json().catch(() => ({}))) as { error?: string };
    throw new SegmentsError(error ?? `${url} answers ${response.status}`);
  };
  return {
    list: () => asked("/api/segments"),
    members: (segment, after) => {
      const query = after === undefined ? "" : `?after=${encodeURIComponent(after)}`;
      return asked(`/api/segments/${encodeURIComponent(segment)}/members${query}`);
    },
    recount: () => asked("/api/segments/recount", "POST"),
    close: async () => undefined,
  };
}
