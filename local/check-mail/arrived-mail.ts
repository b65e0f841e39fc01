/** A mail as a mailbox keeps it: its headers in their order, names in small letters, values unfolded. */
export type ArrivedHeaders = readonly { readonly name: string; readonly value: string }[];

/**
 * Reads the headers of a mail: RFC 5322 §2.2.
 * @throws Error where it does not begin with headers
 */
export function readHeaders(mail: string): ArrivedHeaders {
  const [head = ""] = mail.replace(/^\uFEFF/, "").split(/\r?\n\r?\n/, 1);
  const lines = head.replace(/\r?\n[ \t]+/g, " ").split(/\r?\n/);
  // A mailbox in mbox format puts a line of its own first.
  if (lines[0]?.startsWith("From ")) lines.shift();
  return lines.map((line) => {
    const [, name, value] = /^([!-9;-~]+):(.*)$/.exec(line) ?? [];
    if (!name) throw new Error(`not the source of a mail, which begins with headers: ${line.slice(0, 60)}`);
    return { name: name.toLowerCase(), value: (value ?? "").trim() };
  });
}

/** The tags of a DKIM signature (RFC 6376 §3.2): `d` the domain, `h` the headers it covers, … */
export function readTags(signature: string): { readonly [tag: string]: string } {
  return Object.fromEntries(
    signature.split(";").flatMap((part) => {
      const [, tag, value] = /^\s*([a-z]\w*)\s*=(.*)$/is.exec(part) ?? [];
      return tag ? [[tag, (value ?? "").replace(/\s/g, "")]] : [];
    }),
  );
}
