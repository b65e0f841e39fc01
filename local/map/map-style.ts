/** The console's colors (web/console/styles/color.css), as a picture needs them that no style sheet reaches. */
export const COLORS = {
  light: {
    paper: "#f6f5f1",
    surface: "#ffffff",
    sunken: "#efede7",
    line: "#e3e0d8",
    "line-strong": "#8b887e",
    ink: "#1b2326",
    "ink-soft": "#48545a",
    "ink-faint": "#5b656a",
    accent: "#0d5d5d",
    "accent-ground": "#dceceb",
    "accent-ink": "#ffffff",
    good: "#1b6639",
    "good-ground": "#dff0e4",
    skip: "#7d4a00",
    "skip-ground": "#faebd2",
    wait: "#275489",
    "wait-ground": "#e0eaf5",
    goal: "#633a96",
    "goal-ground": "#ebe3f5",
    quiet: "#4c565b",
    "quiet-ground": "#ebe9e3",
  },
  dark: {
    paper: "#131719",
    surface: "#1a1f22",
    sunken: "#0f1214",
    line: "#2b3236",
    "line-strong": "#6d777c",
    ink: "#e7ebea",
    "ink-soft": "#b6bfc2",
    "ink-faint": "#98a3a7",
    accent: "#74cbc2",
    "accent-ground": "#17302f",
    "accent-ink": "#082120",
    good: "#85d5a2",
    "good-ground": "#15301f",
    skip: "#efc076",
    "skip-ground": "#34270f",
    wait: "#9cc2f1",
    "wait-ground": "#18293d",
    goal: "#cdb0f2",
    "goal-ground": "#2a2039",
    quiet: "#b6bfc2",
    "quiet-ground": "#262d31",
  },
} as const;

type Colors = { readonly [name in keyof (typeof COLORS)["light"]]: string };

/** A picture's style sheet: what never changes, then the colors by day and by night. */
export const MAP_STYLE = `
text { font-family: Inter, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, "Liberation Sans", sans-serif; }
.headline { font-size: 26px; font-weight: 650; letter-spacing: -0.02em; }
.lead { font-size: 14px; }
.head { font-size: 12px; font-weight: 600; }
.key { font-size: 12px; }
.lane-number { font-size: 12px; font-weight: 600; }
.lane-title { font-size: 18px; font-weight: 650; letter-spacing: -0.01em; }
.title { font-size: 14px; font-weight: 600; }
.note, .warning { font-size: 12px; }
.warning { font-weight: 600; }
.chip, .wire-label { font-size: 11px; font-weight: 600; }
.nothing { font-size: 14px; font-weight: 600; }
.icon { fill: none; stroke-width: 1.75; stroke-linecap: round; stroke-linejoin: round; }
.wire { fill: none; stroke-width: 1.75; }
.wire.aside { stroke-dasharray: 2 5; stroke-linecap: round; }
.wire.ends { stroke-dasharray: 6 4; }
.box rect.frame { stroke-width: 1.25; }
.box.emit .frame, .box.aside .frame, .box.end .frame { stroke-dasharray: 5 4; }
.lane.empty .ground { stroke-dasharray: 7 6; stroke-width: 1.5; }
${colorRules(COLORS.light)}
@media (prefers-color-scheme: dark) {
${colorRules(COLORS.dark)}
}
`;

function colorRules(color: Colors): string {
  const box = (tone: string, ground: string, line: string, ink: string, soft: string) => [
    `.box.${tone} .frame { fill: ${ground}; stroke: ${line}; }`,
    `.box.${tone} .title { fill: ${ink}; }`,
    `.box.${tone} .note { fill: ${soft}; }`,
    `.box.${tone} .icon { stroke: ${soft}; }`,
  ];
  const wire = (tone: string, stroke: string) => [
    `.wire.${tone} { stroke: ${stroke}; }`,
    `.arrow.${tone} { fill: ${stroke}; }`,
  ];
  return [
    `.paper { fill: ${color.paper}; }`,
    `.headline, .lane-title { fill: ${color.ink}; }`,
    `.lead, .key, .nothing-note { fill: ${color["ink-soft"]}; }`,
    `.head, .lane-number, .lane-note, .wire-label { fill: ${color["ink-faint"]}; }`,
    `.lane .ground { fill: ${color.surface}; stroke: ${color.line}; }`,
    `.lane.empty .ground { fill: ${color["skip-ground"]}; stroke: ${color.skip}; }`,
    `.lane.empty text { fill: ${color.skip}; }`,
    `.lane .divider { stroke: ${color.line}; }`,
    `.warning { fill: ${color.skip}; }`,
    `.box .chip-frame { fill: ${color["accent-ground"]}; }`,
    `.box .chip { fill: ${color.accent}; }`,
    `.box.transactional .chip-frame { fill: ${color["wait-ground"]}; }`,
    `.box.transactional .chip { fill: ${color.wait}; }`,
    `.wire-ground { fill: ${color.surface}; }`,
    ...box("event", color.surface, color["line-strong"], color.ink, color["ink-faint"]),
    ...box("segment", color["wait-ground"], color.wait, color.wait, color.wait),
    ...box("moment", color["quiet-ground"], color["line-strong"], color.ink, color.quiet),
    ...box("journey", color.accent, color.accent, color["accent-ink"], color["accent-ink"]),
    ...box("marketing", color.surface, color.accent, color.ink, color["ink-faint"]),
    ...box("transactional", color.surface, color.wait, color.ink, color["ink-faint"]),
    ...box("goal", color["goal-ground"], color.goal, color.goal, color.goal),
    ...box("emit", color["accent-ground"], color.accent, color.ink, color["ink-soft"]),
    ...box("aside", color.surface, color["line-strong"], color.ink, color["ink-faint"]),
    ...box("end", color["skip-ground"], color.skip, color.skip, color.skip),
    ...box("done", color["good-ground"], color.good, color.good, color.good),
    `.box.journey .warning { fill: ${color["accent-ink"]}; }`,
    ...wire("way", color.accent),
    ...wire("starts", color["line-strong"]),
    ...wire("aside", color["line-strong"]),
    ...wire("goal", color.goal),
    ...wire("awaits", color.wait),
    ...wire("ends", color["line-strong"]),
  ].join("\n");
}
