import { zoneOf } from "../calendar";
import type { Instant } from "../instant";
import { type Html, html } from "./html";
import { mintLink } from "./link-token";
import { type PageResponse, page } from "./page";
import { saidIn } from "./page-language";
import { type PageWork, preferencesPath } from "./page-work";
import { topicName } from "./unsubscribe-page";

/**
 * Why a message came, in plain words: what set it off, and what it rests on. It tells nothing that is not in the message
 * itself, since whoever it was forwarded to can open the page too.
 */
export async function whyPage(work: PageWork): Promise<PageResponse> {
  const { claim, ports, reader, brand, keys } = work;
  const words = reader.words.why;
  const send = work.person && (await ports.loadSend(claim.personId, claim.message));
  if (!send) return page(work, words.title, html`<p>${words.unsent}</p>${more(work)}`);
  const name = send.subject ?? brand.name;
  const reasons = ports.program.reasons?.[send.journey];
  const reason = reasons && saidIn(reasons, reader.locale, brand.defaultLocale);
  const { topic } = send.facts;
  const choice = typeof topic === "string" ? `${topic}/${send.channel}` : undefined;
  const unsubscribe =
    choice &&
    `/u/${mintLink({ purpose: "u", personId: claim.personId, subject: choice, message: claim.message }, keys)}`;
  return page(
    work,
    words.title,
    html`<p>${words.what(name, reader.words.channels[send.channel], dateIn(work, send.at))}</p>
<p>${reason ? words.because(reason) : words.unknownReason}</p>
<p>${restsOn(work, send.facts)}</p>
${unsubscribe ? html`<p class="more"><a href="${unsubscribe}">${reader.words.unsubscribe.title}</a></p>` : undefined}
${more(work)}`,
  );
}

function restsOn(work: PageWork, facts: { readonly [name: string]: unknown }): string {
  const { why } = work.reader.words;
  const { topic, basis, consentAt, consentSource } = facts;
  if (basis === "contract") return why.contract;
  if (typeof topic !== "string" || typeof consentAt !== "string") return why.optOut;
  const source = typeof consentSource === "string" ? consentSource : undefined;
  return why.consent(topicName(work, topic) ?? topic, dateIn(work, consentAt), source);
}

function dateIn({ reader, person, brand }: PageWork, at: Instant): string {
  const timeZone = zoneOf(person?.traits.timezone?.value, brand.defaultTimezone);
  return new Date(at).toLocaleDateString(reader.locale, { dateStyle: "long", timeZone });
}

function more(work: PageWork): Html {
  return html`<p class="more"><a href="${preferencesPath(work)}">${work.reader.words.preferences.link}</a></p>`;
}
