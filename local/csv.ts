/** A line of a table: its values by the names in the header, and where it begins in the file. */
export interface CsvLine {
  readonly line: number;
  readonly values: { readonly [column: string]: string };
}

/** A cell in quotes, or one without any; see RFC 4180, https://www.rfc-editor.org/rfc/rfc4180. */
const CELL = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/y;

/**
 * Reads a table whose first line names its columns. Empty lines are passed over, a line that is too short has empty
 * values.
 * @throws Error with the line where quotes are not closed
 */
export function readCsv(text: string): CsvLine[] {
  const rows = rowsIn(text.replace(/^\uFEFF/, ""));
  const columns = (rows.shift()?.cells ?? []).map((name) => name.trim().toLowerCase());
  return rows.map(({ line, cells }) => ({
    line,
    values: Object.fromEntries(columns.map((name, index) => [name, plain(cells[index])])),
  }));
}

/** Writes a table; what a spreadsheet would take for a formula is told that it is none by an apostrophe. */
export function csvOf(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  return [columns, ...rows].map((cells) => `${cells.map(cellOf).join(",")}\n`).join("");
}

const plain = (cell = "") => cell.trim().replace(/^'(?=[=@\t\r-])/, "");

function cellOf(text: string): string {
  const safe = /^[=@\t\r-]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function rowsIn(text: string): { line: number; cells: string[] }[] {
  const rows: { line: number; cells: string[] }[] = [];
  let line = 1;
  let row = { line, cells: [] as string[] };
  CELL.lastIndex = 0;
  while (CELL.lastIndex < text.length) {
    const match = CELL.exec(text);
    if (!match) throw new Error(`line ${line}: quotes must close, and stand around a whole value`);
    const [whole, quoted, plain = "", end] = match;
    row.cells.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    line += whole.split("\n").length - 1;
    if (end === ",") continue;
    if (row.cells.some((cell) => cell.trim() !== "")) rows.push(row);
    row = { line, cells: [] };
  }
  // A file may end with the comma before an empty value.
  if (row.cells.some((cell) => cell.trim() !== "")) rows.push(row);
  return rows;
}
