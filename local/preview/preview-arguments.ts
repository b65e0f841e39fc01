import { parseArgs } from "node:util";
import { PreviewError } from "./reader-desk";

/** What `npm run preview` is asked to show; names are as they were typed. */
export interface PreviewCall {
  /** Left out: all of them, in a line each. */
  readonly message?: string;
  readonly person?: string;
  readonly channel?: string;
  readonly variant?: string;
  readonly locale?: string;
  /** The folder that the emails go into. */
  readonly html?: string;
}

const USAGE = `usage: npm run preview                                        every message, in a line each
       npm run preview -- cart-reminder                       one message in every channel, variant and locale
       npm run preview -- cart-reminder --person ana          as ana would get it, from the data that npm start keeps
       … --channel email --variant returning --locale de      only these
       … --html FOLDER                                        writes its emails there, to open in a browser`;

const OPTIONS = {
  person: { type: "string" },
  channel: { type: "string" },
  variant: { type: "string" },
  locale: { type: "string" },
  html: { type: "string" },
} as const;

/**
 * Reads the command line.
 * @param environment tells of flags that npm took for its own, because no `--` stood before them
 * @throws PreviewError with the usage
 */
export function readPreviewArguments(
  args: readonly string[],
  environment: { readonly [name: string]: string | undefined } = {},
): PreviewCall {
  try {
    const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options: OPTIONS });
    const flags = Object.keys(OPTIONS) as (keyof typeof OPTIONS)[];
    const taken = flags.find((flag) => environment[`npm_config_${flag}`] && !values[flag]);
    if (taken) throw new Error(`--${taken} goes behind --: npm run preview -- cart-reminder --${taken} …`);
    const empty = flags.find((flag) => values[flag] === "");
    if (empty) throw new Error(`--${empty} needs a value`);
    const [message, ...rest] = positionals;
    if (rest.length > 0) throw new Error(`one message at a time, got ${positionals.join(" ")}`);
    const [flag] = Object.keys(values);
    if (message === undefined && flag) throw new Error(`--${flag} goes with the name of a message`);
    return { ...(message !== undefined && { message }), ...values };
  } catch (error) {
    throw new PreviewError(`${(error as Error).message}\n${USAGE}`);
  }
}
