import { plus } from "../instant";
import { consentFor } from "../people/consent";
import type { EventRecord } from "../store";
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
  const request = await requestOf(work);
  const wanted = claim.subject.split(",").filter((choice) => request && mayStillBe(choice, request, work));
  if (!request || wanted.length === 0 || ports.now() >= plus(request.timestamp, CONFIRM_WITHIN)) {
    return { ...page(work, words.late, html`<p>${words.lateText}</p>${more(work)}`), status: 410 };
  }
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
  const { wording } = request.properties;
  const proof = {
    ...{ source: "double-opt-in", confirms: claim.message },
    ...(typeof wording === "string" && { wording }),
  };
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

/** What the person asked for; `undefined` where nobody knows of it, or of the person, any more. */
async function requestOf({ claim, person, ports }: PageWork): Promise<EventRecord | undefined> {
  const request = person && (await ports.loadEvent(claim.personId, claim.message));
  return request?.event === CONSENT_REQUESTED ? request : undefined;
}

/** Who has said no since they asked is not made to say yes by an old link, whoever holds it. */
function mayStillBe(choice: string, { timestamp }: EventRecord, { person, ports }: PageWork): boolean {
  const { given, basis } = consentFor(person?.consents ?? {}, ...partsOf(choice), ports.now());
  return given || !basis || basis.given || basis.at < timestamp;
}

function inWords(work: PageWork, choice: string): string {
  const [topic, channel] = partsOf(choice);
  const { channels } = work.reader.words;
  return `${topicName(work, topic) ?? topic} (${channels[channel as keyof typeof channels] ?? channel})`;
}

function more(work: PageWork): Html {
  return html`<p class="more"><a href="${preferencesPath(work)}">${work.reader.words.preferences.link}</a></p>`;
}
