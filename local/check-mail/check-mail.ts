import { type ArrivedHeaders, readHeaders, readTags } from "./arrived-mail";

const ONE_CLICK = "List-Unsubscribe=One-Click";
const COVERED = ["list-unsubscribe", "list-unsubscribe-post"];
const PROOFS = ["dkim", "spf", "dmarc"];

/**
 * What a marketing mail lacks that has arrived, in words; nothing where it is as it should be. Of signatures it looks at
 * what they cover and at the verdict of the mailbox that took it: it reckons none itself.
 * Source: RFC 8058 §3.1, §4; Gmail's and Yahoo's rules for bulk senders.
 * @param mail the source of it, as "Show original" gives it
 * @throws Error where it is no mail's source
 */
export function faultsOfMail(mail: string): string[] {
  const headers = readHeaders(mail);
  return [...unsubscribeFaults(headers), ...signatureFaults(headers), ...verdictFaults(headers)];
}

function unsubscribeFaults(headers: ArrivedHeaders): string[] {
  const [links, posts] = [valuesOf(headers, "list-unsubscribe"), valuesOf(headers, "list-unsubscribe-post")];
  const uris = links.flatMap((value) => [...value.matchAll(/<([^>]*)>/g)].map(([, uri]) => uri ?? ""));
  const web = uris.filter((uri) => /^https:\/\//i.test(uri));
  return [
    ...(links.length === 1 ? [] : [`List-Unsubscribe must be there once, and is ${times(links)}`]),
    ...(links.length !== 1 || web.length === 1
      ? []
      : [`List-Unsubscribe must name one https link, and names ${web.length}`]),
    ...(posts.length === 1 ? [] : [`List-Unsubscribe-Post must be there once, and is ${times(posts)}`]),
    ...posts
      .filter((value) => value !== ONE_CLICK)
      .map((value) => `List-Unsubscribe-Post must be ${ONE_CLICK}, and is ${value}`),
  ];
}

function signatureFaults(headers: ArrivedHeaders): string[] {
  const domain = /@([^\s>@]+)>?\s*$/.exec(valuesOf(headers, "from")[0] ?? "")?.[1]?.toLowerCase();
  if (!domain) return ["From names no address"];
  const signatures = valuesOf(headers, "dkim-signature").map(readTags);
  const own = signatures.filter(({ d = "" }) => isOf(domain, d.toLowerCase()));
  if (own.length === 0) {
    const others = signatures.map(({ d }) => d).join(", ");
    return [
      `no DKIM signature is of ${domain}, the domain in From${others && `; there are those of ${others}`}`,
    ];
  }
  const coverage = own.map(({ h = "" }) => h.toLowerCase().split(":"));
  if (coverage.some((covered) => COVERED.every((name) => covered.includes(name)))) return [];
  return [`no DKIM signature of ${domain} covers both headers of the unsubscribe button; h=${own[0]?.h}`];
}

function verdictFaults(headers: ArrivedHeaders): string[] {
  // The topmost is of the mailbox itself; those below came with the mail.
  const [verdict] = valuesOf(headers, "authentication-results");
  if (verdict === undefined)
    return ["the mailbox does not tell whether SPF, DKIM and DMARC passed (Authentication-Results)"];
  return PROOFS.flatMap((proof) => {
    const results = [...verdict.matchAll(new RegExp(`\\b${proof}=(\\w+)`, "gi"))].map(([, result]) =>
      result?.toLowerCase(),
    );
    if (results.includes("pass")) return [];
    return [`${proof.toUpperCase()} did not pass: ${results[0] ?? "not looked at"}`];
  });
}

const valuesOf = (headers: ArrivedHeaders, wanted: string) =>
  headers.flatMap(({ name, value }) => (name === wanted ? [value] : []));
const times = (all: readonly unknown[]) => (all.length === 0 ? "missing" : `there ${all.length} times`);
/** Relaxed alignment as far as names tell: the same domain, or one is part of the other. */
const isOf = (domain: string, signer: string) =>
  signer === domain || domain.endsWith(`.${signer}`) || signer.endsWith(`.${domain}`);
