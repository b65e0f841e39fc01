/** One element of an SVG. */
export interface Mark {
  readonly tag: string;
  readonly attributes: { readonly [name: string]: string | undefined };
  readonly text: string;
}

const TOKEN = /<(\/?)([a-zA-Z]+)((?:\s+[a-zA-Z_:][\w:.-]*="[^"<]*")*)\s*(\/?)>|([^<]+)/gy;

/**
 * Reads the elements of an SVG, in order of their beginning.
 * @throws where it is not well-formed
 */
export function marksIn(svg: string): Mark[] {
  const marks: { tag: string; attributes: Mark["attributes"]; text: string }[] = [];
  const open: (typeof marks)[number][] = [];
  TOKEN.lastIndex = 0;
  let roots = 0;
  while (TOKEN.lastIndex < svg.length) {
    const at = TOKEN.lastIndex;
    const token = TOKEN.exec(svg);
    if (!token) throw new Error(`not well-formed at ${at}: ${svg.slice(at, at + 80)}`);
    const [, closes, tag = "", attributes = "", closed, text] = token;
    if (text !== undefined) {
      if (/&(?!(amp|lt|gt|quot);)/.test(text)) throw new Error(`a bare & in: ${text}`);
      const inner = open.at(-1);
      if (inner) inner.text += unescaped(text);
      else if (text.trim() !== "") throw new Error(`text outside of the root: ${text}`);
    } else if (closes) {
      const opened = open.pop();
      if (opened?.tag !== tag) throw new Error(`</${tag}> closes <${opened?.tag}>`);
    } else {
      if (open.length === 0) roots += 1;
      const mark = { tag, attributes: attributesIn(attributes), text: "" };
      marks.push(mark);
      if (!closed) open.push(mark);
    }
  }
  if (open.length > 0 || roots !== 1) throw new Error(`${open.length} elements are open, ${roots} roots`);
  return marks;
}

function attributesIn(text: string): Mark["attributes"] {
  const pairs = [...text.matchAll(/([\w:.-]+)="([^"]*)"/g)].map(([, name = "", value = ""]) => {
    return [name, unescaped(value)] as const;
  });
  if (new Set(pairs.map(([name]) => name)).size < pairs.length)
    throw new Error(`an attribute twice: ${text}`);
  return Object.fromEntries(pairs);
}

function unescaped(text: string): string {
  return text
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&amp;", "&");
}
