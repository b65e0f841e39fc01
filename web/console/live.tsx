import { type ComponentChildren, createContext } from "preact";
import { useCallback, useContext, useEffect, useRef, useState } from "preact/hooks";
import type { Activity, ConsoleState } from "../../local/console-api";
import { get } from "./api";

/** How it stands with the stream of news from the server. */
export type Connection = "connecting" | "open" | "lost";

/** What every page shares: the console's state and the feed, as they change. */
interface LiveConsole {
  readonly state: ConsoleState | undefined;
  /** Herald's clock minus this computer's. */
  readonly offsetMs: number;
  /** Newest first. `undefined` until first read. */
  readonly activity: readonly Activity[] | undefined;
  readonly hasOlder: boolean;
  readonly connection: Connection;
  readonly error: Error | undefined;
  /** Grows, at most every half second, when something happened that pages may want to read again. */
  readonly changes: number;
  /** Takes a state that an action answered with. */
  readonly accept: (state: ConsoleState) => void;
  readonly loadOlder: () => Promise<void>;
}

const PAGE_SIZE = 100;
/** News is collected this long, so that a day skipped ahead draws the feed a few times and not a thousand. */
const COLLECT_MS = 120;
const REREAD_MS = 500;
const REOPEN_MS = 2_000;
/** How often "5 min ago" is said anew. */
const TICK_MS = 15_000;
/** More than this is let go of; older lines can be loaded again. */
const KEPT = 1_000;

const LiveContext = createContext<LiveConsole | undefined>(undefined);

/** What every page shares. */
export function useLive(): LiveConsole {
  const live = useContext(LiveContext);
  if (!live) throw new Error("useLive is called outside of <Live>");
  return live;
}

/** Listens to the server and shares what it hears. */
export function Live({ children }: { children: ComponentChildren }) {
  const [{ state, offsetMs }, setClock] = useState<Pick<LiveConsole, "state" | "offsetMs">>({
    state: undefined,
    offsetMs: 0,
  });
  const [activity, setActivity] = useState<readonly Activity[]>();
  const [hasOlder, setHasOlder] = useState(false);
  const [connection, setConnection] = useState<Connection>("connecting");
  const [error, setError] = useState<Error>();
  const [changes, setChanges] = useState(0);
  const [, setTick] = useState(0);
  const rereading = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);

  useEffect(() => {
    const ticking = setInterval(() => setTick((tick) => tick + 1), TICK_MS);
    return () => clearInterval(ticking);
  }, []);

  const accept = useCallback((next: ConsoleState) => {
    setClock({ state: next, offsetMs: Date.parse(next.now) - Date.now() });
    setError(undefined);
  }, []);

  const reread = useCallback(() => {
    rereading.current ??= setTimeout(() => {
      rereading.current = undefined;
      setChanges((count) => count + 1);
      get<ConsoleState>("state").then(accept, setError);
    }, REREAD_MS);
  }, [accept]);

  const catchUp = useCallback(async () => {
    try {
      const [next, latest] = await Promise.all([
        get<ConsoleState>("state"),
        get<Activity[]>(`activity?limit=${PAGE_SIZE}`),
      ]);
      accept(next);
      setActivity((known) => joined(known, latest));
      setHasOlder(latest.length === PAGE_SIZE);
      setChanges((count) => count + 1);
    } catch (cause) {
      setError(cause as Error);
    }
  }, [accept]);

  useEffect(
    () =>
      listen({
        opened: () => {
          setConnection("open");
          void catchUp();
        },
        lost: () => setConnection("lost"),
        clock: (next) => {
          accept(next);
          reread();
        },
        activity: (lines) => {
          setActivity((known) => merged(known ?? [], lines).slice(0, KEPT));
          reread();
        },
      }),
    [accept, catchUp, reread],
  );

  const oldest = activity?.at(-1)?.seq;
  const loadOlder = useCallback(async () => {
    if (oldest === undefined) return;
    const older = await get<Activity[]>(`activity?before=${oldest}&limit=${PAGE_SIZE}`);
    setActivity((known) => merged(known ?? [], older));
    setHasOlder(older.length === PAGE_SIZE);
  }, [oldest]);

  const live = { state, offsetMs, activity, hasOlder, connection, error, changes, accept, loadOlder };
  return <LiveContext.Provider value={live}>{children}</LiveContext.Provider>;
}

interface Ears {
  opened(): void;
  lost(): void;
  clock(state: ConsoleState): void;
  activity(lines: readonly Activity[]): void;
}

/** Listens until told to stop; a stream that the browser gave up on is opened anew. */
function listen(ears: Ears): () => void {
  let source: EventSource;
  let reopening: ReturnType<typeof setTimeout> | undefined;
  let collected: Activity[] = [];
  let collecting: ReturnType<typeof setTimeout> | undefined;

  const open = () => {
    source = new EventSource("/api/stream");
    source.onopen = () => ears.opened();
    source.onerror = () => {
      ears.lost();
      if (source.readyState === EventSource.CLOSED) reopening = setTimeout(open, REOPEN_MS);
    };
    source.addEventListener("clock", ({ data }) => ears.clock(JSON.parse(data) as ConsoleState));
    source.addEventListener("activity", ({ data }) => {
      collected.push(JSON.parse(data) as Activity);
      collecting ??= setTimeout(() => {
        collecting = undefined;
        ears.activity(collected);
        collected = [];
      }, COLLECT_MS);
    });
  };
  open();
  return () => {
    clearTimeout(collecting);
    clearTimeout(reopening);
    source.close();
  };
}

/** After a reconnection: what is known and the latest, or only the latest where the server forgot or a gap is left. */
function joined(known: readonly Activity[] | undefined, latest: readonly Activity[]): readonly Activity[] {
  const newestKnown = known?.[0]?.seq ?? 0;
  const overlaps = latest.some(({ seq, at }) => known?.some((line) => line.seq === seq && line.at === at));
  const startedOver = (latest[0]?.seq ?? 0) < newestKnown;
  return known && overlaps && !startedOver ? merged(known, latest) : latest;
}

function merged(known: readonly Activity[], lines: readonly Activity[]): readonly Activity[] {
  const bySeq = new Map(known.map((line) => [line.seq, line]));
  for (const line of lines) bySeq.set(line.seq, line);
  return [...bySeq.values()].sort((a, b) => b.seq - a.seq);
}
