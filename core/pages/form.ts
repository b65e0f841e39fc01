/** A request of a browser or of a mailbox provider, as the pages see it. */
export interface PageRequest {
  readonly method: string;
  /** Without a query: `/u/k1.….…`. */
  readonly path: string;
  readonly contentType?: string | undefined;
  readonly body?: Uint8Array | undefined;
  /** As browsers send it: `de-AT,de;q=0.9`. */
  readonly acceptLanguage?: string | undefined;
}

/** Far more than every choice checked. */
export const MAX_FORM_BYTES = 32 * 1024;

/**
 * The fields of a form, sent as `application/x-www-form-urlencoded` or `multipart/form-data` (RFC 8058 §3.2 asks for
 * both); `undefined` where the body is neither, or cannot be read.
 */
export async function formIn({ contentType = "", body }: PageRequest): Promise<URLSearchParams | undefined> {
  if (!body || body.length > MAX_FORM_BYTES) return undefined;
  if (!/^(application\/x-www-form-urlencoded|multipart\/form-data)\b/i.test(contentType)) return undefined;
  try {
    const headers = { "content-type": contentType };
    const fields = new URLSearchParams();
    const form = await new Response(new Uint8Array(body), { headers }).formData();
    for (const [name, value] of form.entries()) if (typeof value === "string") fields.append(name, value);
    return fields;
  } catch {
    return undefined;
  }
}
