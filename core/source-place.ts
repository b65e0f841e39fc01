/**
 * Where in the program something was written, as `program/journeys/welcome.ts:12`, so that an error can name it.
 * Read from the stack of the call; `undefined` where the runtime keeps no file names (a minified bundle).
 */
export function sourcePlace(): string | undefined {
  const lines = new Error().stack?.split("\n") ?? [];
  for (const line of lines) {
    const match = /((?:program|test|docs)\/[^():]+\.ts):(\d+)/.exec(line);
    if (match) return `${match[1]}:${match[2]}`;
  }
  return undefined;
}

/** An error in what a team wrote in `program/`: says where, what was found and what to do. */
export class ProgramError extends Error {
  override readonly name = "ProgramError";
  constructor(message: string, place?: string) {
    super(place ? `${place}: ${message}` : message);
  }
}

/** Something in `program/` that may well be meant, but that its authors should know. */
export interface ProgramWarning {
  readonly message: string;
  readonly place?: string;
}
