/** Drawn on 24 by 24 with a line of 1.75, as the console's are. */
export const MAP_ICONS = {
  event: "M13 2 4 14h7l-1 8 9-12h-7z",
  segment:
    "M9 11a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM2 21v-1a6 6 0 0 1 6-6h2a6 6 0 0 1 6 6v1M16 3.2a4 4 0 0 1 0 7.6M22 21v-1a6 6 0 0 0-4-5.6",
  moment: "M4 5h16v16H4zM4 10h16M8 2v5M16 2v5M12 13v3l2 1",
  journey: "M8 3h8v5H8zM3 16h7v5H3zM14 16h7v5h-7zM12 8v4M6.5 16v-4h11v4",
  message: "M21 3 10 14M21 3l-7 18-4-7-7-4z",
  call: "M8 8 3 12l5 4M16 8l5 4-5 4M14 4l-4 16",
  trait: "M3 12V4h8l10 10-8 8zM7.5 8.5h.01",
  emit: "M5 12a7 7 0 0 1 14 0M8.5 12a3.5 3.5 0 0 1 7 0M12 12v9M12 12h.01",
  wait: "M7 3h10M7 21h10M8 3v3c0 3 4 4 4 6s-4 3-4 6v3M16 3v3c0 3-4 4-4 6s4 3 4 6v3",
  ask: "M12 3l9 9-9 9-9-9zM10.2 10.2a1.9 1.9 0 1 1 2.4 1.9c-.4.2-.6.5-.6.9v.4M12 16h.01",
  split: "M12 3v5M12 8 5 14v7M12 8l7 6v7M2.5 18.5 5 21l2.5-2.5M16.5 18.5 19 21l2.5-2.5",
  goal: "M5 22V3M5 4h14l-3 4.5L19 13H5",
  exit: "M14 4H5v16h9M10 12h11M17 8l4 4-4 4",
  done: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM8 12l3 3 5-6",
} as const;

export type MapIcon = keyof typeof MAP_ICONS;
