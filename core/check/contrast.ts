/**
 * How well white letters can be read on a color: from 1 to 21; WCAG 2.2 AA asks for 4.5
 * (https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio).
 * @param color `#rrggbb`
 */
export function whiteContrast(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => luminance(color.slice(at, at + 2)));
  return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05);
}

function luminance(channel: string): number {
  const share = Number.parseInt(channel, 16) / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
}
