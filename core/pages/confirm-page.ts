import { type Instant, plus } from "../instant";
import { partsOf } from "./choice";
import { type Html, html } from "./html";
import { CONSENT_REQUESTED } from "./links";
import { note, type PageResponse, page } from "./page";
import { type PageWork, preferencesPath } from "./page-work";
import { topicName } from "./unsubscribe-page";

/** A request that nobody confirms dies after this. */
const CONFIRM_WITHIN = { days: 14 } as const;
const BUTTON = "confirm";

/**
 * Confirms what was asked for, by POST alone: mail scanners follow links. Until then nothing has been agreed to.
 * Confirming again says the same again.
 */
export async function confirmPage(work: PageWork): Promise<PageResponse> {
  const { claim, form, ports, reader } = work;
  const words = reader.words.confirm;
  const requested = await requestedAt(work);
  if (requested === undefined || ports.now() >= plus(requested, CONFIRM_WITHIN)) {
    return { ...page(work, words.late, html`<p>${words.lateText}</p>${more(work)}`), status: 410 };
  }
  const wanted = claim.subject.split(",");
  if (!form) {
    return page(
      work,
      words.title,
      html`<p>${words.ask}</p>
<ul>${wanted.map((choice) => html`<li>${inWords(work, choice)}</li>`)}</ul>
<form method="post"><p><button name="do" value="${BUTTON}">${words.button}</button></p></form>`,
    );
  }
  if (form.get("do") !== BUTTON) return { ...page(work, words.title, more(work)), status: 400 };
  const timestamp = ports.now();
  const proof = { source: "double-opt-in", confirms: claim.message };
  await ports.publish(
    wanted.map((choice) => {
      const [topic, channel] = partsOf(choice);
      return {
        event: "Consent Given",
        messageId: `page-c-${choice}-${timestamp}`,
        personId: claim.personId,
        timestamp,
        properties: { topic, channel, ...proof },
      };
    }),
  );
  return page(work, words.done, html`${note(words.doneText)}${more(work)}`);
}

/** When the person asked; `undefined` where nobody knows of it, or of the person, any more. */
async function requestedAt({ claim, person, ports }: PageWork): Promise<Instant | undefined> {
  const request = person && (await ports.loadEvent(claim.personId, claim.message));
  return request?.event === CONSENT_REQUESTED ? request.timestamp : undefined;
}

function inWords(work: PageWork, choice: string): string {
  const [topic, channel] = partsOf(choice);
  const { channels } = work.reader.words;
  return `${topicName(work, topic) ?? topic} (${channels[channel as keyof typeof channels] ?? channel})`;
}

function more(work: PageWork): Html {
  return html`<p class="more"><a href="${preferencesPath(work)}">${work.reader.words.preferences.link}</a></p>`;
}
