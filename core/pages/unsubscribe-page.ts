import { partsOf } from "./choice";
import { type Html, html } from "./html";
import { note, type PageResponse, page } from "./page";
import { saidIn } from "./page-language";
import { type PageWork, preferencesPath, withdrawal } from "./page-work";
import { STOP_ALL, stopForm, stopped } from "./stop";

/** The page's own button, as against the one of a mailbox provider. */
const BUTTON = "unsubscribe";

/**
 * Leaves the topic of a message on its channel. A mailbox provider posts `List-Unsubscribe=One-Click` and is answered
 * with 200, never with a redirect (RFC 8058 §3.1, §3.2); whoever follows the link is asked once.
 */
export async function unsubscribePage(work: PageWork): Promise<PageResponse> {
  const { claim, person, form, ports, reader } = work;
  const [topic, channel] = partsOf(claim.subject);
  const name = topicName(work, topic);
  const way = reader.words.channels[channel as keyof typeof reader.words.channels] ?? channel;
  const words = reader.words.unsubscribe;
  if (!form) {
    return page(
      work,
      words.title,
      html`<p>${words.ask(name, way)}</p>
<form method="post"><p><button name="do" value="${BUTTON}">${words.button}</button></p></form>
${more(work)}`,
    );
  }
  if (form.get("do") === STOP_ALL) return stopped(work);
  const isOneClick = form.get("List-Unsubscribe") === "One-Click";
  if (!isOneClick && form.get("do") !== BUTTON)
    return { ...page(work, words.title, more(work)), status: 400 };
  if (person) {
    await ports.publish([withdrawal(work, topic, channel, isOneClick ? "one-click" : "unsubscribe-page")]);
  }
  return page(work, words.done, html`${note(words.doneText(name, way))}${more(work)}${stopForm(work)}`);
}

function more(work: PageWork): Html {
  return html`<p class="more"><a href="${preferencesPath(work)}">${work.reader.words.unsubscribe.more}</a></p>`;
}

/** What people know a topic by; one that the program no longer has is not named. */
export function topicName({ ports, reader, brand }: PageWork, topic: string): string | undefined {
  const known = ports.program.topics?.find(({ name }) => name === topic);
  return known && saidIn(known.words, reader.locale, brand.defaultLocale)?.name;
}
