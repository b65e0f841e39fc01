/** Drawn on 24 by 24 with a line of 1.75. */
const PATHS = {
  live: "M3 12h4l3-8 4 16 3-8h4",
  people:
    "M9 11a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM2 21v-1a6 6 0 0 1 6-6h2a6 6 0 0 1 6 6v1M16 3.2a4 4 0 0 1 0 7.6M22 21v-1a6 6 0 0 0-4-5.6",
  journeys: "M8 3h8v5H8zM3 16h7v5H3zM14 16h7v5h-7zM12 8v4M6.5 16v-4h11v4",
  decisions: "M4 5l2 2 3-3M4 12l2 2 3-3M4 19l2 2 3-3M13 6h8M13 13h8M13 20h8",
  outbox: "M3 5h18v14H3zM3 6l9 7 9-7",
  sms: "M4 5h16v11H10l-5 4v-4H4z",
  push: "M6 17v-6a6 6 0 0 1 12 0v6l2 2H4zM10 22h4",
  inbox: "M4 4h16v16H4zM4 13h5l1.5 3h3l1.5-3h5",
  banner: "M3 4h18v5H3zM3 14h18M3 19h12",
  events: "M13 2 4 14h7l-1 8 9-12h-7z",
  clock: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM12 7v5l3 2",
  wait: "M7 3h10M7 21h10M8 3v3c0 3 4 4 4 6s-4 3-4 6v3M16 3v3c0 3-4 4-4 6s4 3 4 6v3",
  ask: "M12 3l9 9-9 9-9-9zM10.2 10.2a1.9 1.9 0 1 1 2.4 1.9c-.4.2-.6.5-.6.9v.4M12 16h.01",
  send: "M21 3 10 14M21 3l-7 18-4-7-7-4z",
  split: "M12 3v5M12 8 5 14v7M12 8l7 6v7M2.5 18.5 5 21l2.5-2.5M16.5 18.5 19 21l2.5-2.5",
  note: "M3 12V4h8l10 10-8 8zM7.5 8.5h.01",
  call: "M8 8 3 12l5 4M16 8l5 4-5 4M14 4l-4 16",
  map: "M9 4 3 6.5v13L9 17l6 3 6-2.5v-13L15 7zM9 4v13M15 7v13",
  plus: "M12 5v14M5 12h14",
  minus: "M5 12h14",
  fit: "M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5",
  list: "M8 6h13M8 12h13M8 18h13M3.5 6h.01M3.5 12h.01M3.5 18h.01",
  close: "M6 6l12 12M18 6 6 18",
  exit: "M14 4H5v16h9M10 12h11M17 8l4 4-4 4",
  goal: "M5 22V3M5 4h14l-3 4.5L19 13H5",
  done: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM8 12l3 3 5-6",
  play: "M7 4l13 8-13 8z",
  pause: "M8 5v14M16 5v14",
  copy: "M9 9h11v11H9zM5 15H4V4h11v1",
  search: "M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14ZM21 21l-5-5",
  back: "M15 5l-7 7 7 7",
  next: "M5 5l8 7-8 7zM17 5v14",
  alert: "M12 3 2 20h20zM12 10v4M12 17h.01",
  desktop: "M3 4h18v12H3zM8 20h8M12 16v4",
  phone: "M7 2h10v20H7zM11 18h2",
  text: "M5 6h14M5 11h14M5 16h9",
  headers: "M4 6h4M4 12h4M4 18h4M11 6h9M11 12h9M11 18h9",
} as const;

export type IconName = keyof typeof PATHS;

/** A small picture beside words; it says nothing of its own. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  );
}
