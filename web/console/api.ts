/** An answer of the console's server that is no answer; the message is for people. */
class ApiError extends Error {
  override readonly name = "ApiError";
  constructor(
    message: string,
    /** The HTTP status; missing where nothing answered. */
    readonly status?: number,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** Reads from the API: `get<PersonLine[]>("people?q=ava")`. */
export function get<T>(path: string): Promise<T> {
  return ask<T>(path, {});
}

/** Asks the API to do something. */
export function post<T>(path: string, body: object = {}): Promise<T> {
  return ask<T>(path, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
}

async function ask<T>(path: string, init: RequestInit): Promise<T> {
  let response: Response;
  try {
    response = await fetch(`/api/${path}`, init);
  } catch (cause) {
    throw new ApiError("Herald does not answer. Is it still running in your terminal?", undefined, { cause });
  }
  const text = await response.text();
  if (!response.ok) throw new ApiError(messageIn(text, response), response.status);
  return (text === "" ? undefined : JSON.parse(text)) as T;
}

/** The server's own words if it sent any. */
function messageIn(text: string, { status, statusText }: Response): string {
  try {
    const { message, error } = JSON.parse(text) as { message?: unknown; error?: unknown };
    if (typeof message === "string") return message;
    if (typeof error === "string") return error;
  } catch {
    // Not JSON: a proxy's page or an empty body; the status says more than its markup.
  }
  return `Herald answered ${status} ${statusText}`.trim();
}
