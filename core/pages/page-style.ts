import type { Brand } from "../brand";

/** How every page looks: one card in the middle, light or dark as the reader's device is, big enough for thumbs. */
export const styleOf = ({ color }: Pick<Brand, "color">): string => `
:root { color-scheme: light dark; --brand: ${color}; --accent: ${color}; --page: #f5f2ed; --card: #ffffff; --ink: #211d19; --body: #46403a; --quiet: #6b635a; --line: #ddd6cc; --field: #857b70; --note: #eaf2f0; }
@media (prefers-color-scheme: dark) { :root { --accent: #9fd0ca; --page: #15191a; --card: #1f2526; --ink: #f4f1ec; --body: #e2ddd5; --quiet: #b4aea5; --line: #3a4344; --field: #8d9797; --note: #24312f; } }
* { box-sizing: border-box; }
body { margin: 0; padding: 32px 16px 48px; background: var(--page); color: var(--body); font: 17px/1.6 -apple-system, BlinkMacSystemFont, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; -webkit-text-size-adjust: 100%; overflow-wrap: anywhere; }
.brand { margin: 0 0 20px; text-align: center; font: 22px/1.3 Georgia, "Iowan Old Style", "Times New Roman", serif; color: var(--ink); }
main { max-width: 620px; margin: 0 auto; padding: 40px 44px 44px; background: var(--card); border-radius: 24px; }
h1 { margin: 0 0 12px; font: 400 34px/1.2 Georgia, "Iowan Old Style", "Times New Roman", serif; color: var(--ink); }
h2 { margin: 0 0 6px; font-size: 20px; line-height: 1.35; color: var(--ink); }
p { margin: 0 0 16px; }
ul { margin: 0 0 20px; padding: 0 0 0 22px; }
.note { margin: 0 0 24px; padding: 16px 20px; border-left: 4px solid var(--accent); border-radius: 12px; background: var(--note); }
.note p { margin: 0; }
.note p + p { margin-top: 8px; }
fieldset { margin: 0; padding: 22px 0 20px; border: 0; border-top: 1px solid var(--line); min-width: 0; }
legend { float: left; width: 100%; padding: 0; font-size: 18px; font-weight: 650; line-height: 1.4; color: var(--ink); }
legend + p { clear: both; margin: 0 0 10px; color: var(--quiet); font-size: 16px; line-height: 1.5; }
.ways { display: flex; flex-wrap: wrap; gap: 8px; }
.way { display: inline-flex; align-items: center; gap: 10px; min-height: 44px; padding: 8px 16px 8px 12px; border: 1px solid var(--field); border-radius: 22px; font-size: 16px; line-height: 1.3; cursor: pointer; }
.way:has(:checked) { border-color: var(--accent); box-shadow: inset 0 0 0 1px var(--accent); color: var(--ink); }
.way input { flex: none; width: 20px; height: 20px; margin: 0; accent-color: var(--accent); }
button { display: inline-block; min-height: 50px; padding: 12px 28px; border: 2px solid var(--brand); border-radius: 25px; background: var(--brand); color: #ffffff; font: inherit; font-weight: 600; cursor: pointer; }
button.second { border-color: var(--field); background: transparent; color: var(--ink); }
.save { padding: 24px 0 0; border-top: 1px solid var(--line); }
.stop { margin: 36px 0 0; padding: 28px 0 0; border-top: 1px solid var(--line); }
a { color: var(--accent); text-underline-offset: 3px; }
.more { margin: 24px 0 0; }
.more a { display: inline-block; padding: 10px 0; }
footer { max-width: 620px; margin: 24px auto 0; padding: 0 16px; text-align: center; color: var(--quiet); font-size: 14px; line-height: 1.6; }
footer p { margin: 0 0 8px; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 3px; }
.way:focus-within { outline: 3px solid var(--accent); outline-offset: 3px; }
.way :focus-visible { outline: none; }
@media (max-width: 520px) { body { padding: 20px 12px 32px; } main { padding: 30px 22px 32px; border-radius: 20px; } h1 { font-size: 29px; } button { width: 100%; } .way { flex: 1 1 100%; } }
`;
