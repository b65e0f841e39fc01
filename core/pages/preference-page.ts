import { contentHash } from "../content-hash";
import { textTrait } from "../people/person";
import { NO_POLICY } from "../sending/policy";
import { requestFor } from "./ask-to-confirm";
import { type Choice, choicesOf, chosenBy, partsOf } from "./choice";
import { type Html, html } from "./html";
import { masked } from "./masked";
import { note, type PageResponse, page } from "./page";
import { saidIn } from "./page-language";
import { type PageWork, withdrawal } from "./page-work";
import { STOP_ALL, stopForm, stopped } from "./stop";
import type { Topic } from "./topic";

/** The name of every checkbox. */
const CHOICE = "choice";
const SAVE = "save";

/**
 * What a person hears about, by topic and channel. Taking away takes effect at once. Adding is only asked for here: the
 * email may have been forwarded, so that the person confirms it by an email of their own.
 */
export async function preferencePage(work: PageWork): Promise<PageResponse> {
  const { form, person, ports, reader } = work;
  const topics = ports.program.topics ?? [];
  const { policy = NO_POLICY } = ports.program;
  const chosen = person ? chosenBy(person, topics, policy, ports.now()) : new Set<Choice>();
  const words = reader.words.preferences;
  if (!form) return page(work, words.title, choices(work, topics, chosen));
  if (form.get("do") === STOP_ALL) return stopped(work);
  if (form.get("do") !== SAVE) {
    return { ...page(work, words.title, choices(work, topics, chosen)), status: 400 };
  }
  const wanted = new Set(form.getAll(CHOICE));
  const left = choicesOf(topics).filter((choice) => chosen.has(choice) && !wanted.has(choice));
  const added = choicesOf(topics).filter((choice) => !chosen.has(choice) && wanted.has(choice));
  const address = person && textTrait(person, "email");
  const request =
    added.length > 0 && address ? await requestFor(work, added, wordingOf(work, added)) : undefined;
  const notices = [
    ...left.map((choice) => withdrawal(work, ...partsOf(choice), "preference-page")),
    ...(request ? [request] : []),
  ];
  if (person && notices.length > 0) await ports.publish(notices);
  const now = new Set([...chosen].filter((choice) => !left.includes(choice)));
  const toAddress = address && (request ? words.confirm(masked(address)) : words.enough);
  const asked = added.length === 0 ? undefined : (toAddress ?? words.noAddress);
  const done = note(left.length > 0 ? words.savedText : added.length > 0 ? undefined : words.saved, asked);
  return page(
    work,
    left.length > 0 || !asked ? words.saved : words.title,
    html`${done}${choices(work, topics, now)}`,
  );
}

/** Names the words in which somebody was told what they add: another text, or another language, has another name. */
function wordingOf({ reader, brand, ports }: PageWork, added: readonly Choice[]): string {
  const told = added.map((choice) => {
    const [name] = partsOf(choice);
    const topic = ports.program.topics?.find((each) => each.name === name);
    return [choice, topic && wordsOf(topic, reader, brand)];
  });
  return `preference-page ${contentHash([reader.words.preferences.intro(undefined), told])}`;
}

const wordsOf = ({ words }: Topic, { locale }: PageWork["reader"], { defaultLocale }: PageWork["brand"]) =>
  saidIn(words, locale, defaultLocale);

function choices(work: PageWork, topics: readonly Topic[], chosen: ReadonlySet<Choice>): Html {
  const { reader, person } = work;
  const address = person && textTrait(person, "email");
  const words = reader.words.preferences;
  return html`<p>${words.intro(address && masked(address))}</p>
<form method="post">
${topics.map((topic) => fieldset(work, topic, chosen))}
<p class="save"><button name="do" value="${SAVE}">${words.save}</button></p>
</form>
${stopForm(work)}`;
}

function fieldset({ reader, brand }: PageWork, topic: Topic, chosen: ReadonlySet<Choice>): Html {
  const { name, channels } = topic;
  const said = wordsOf(topic, reader, brand);
  const ways = channels.map((channel) => {
    const choice: Choice = `${name}/${channel}`;
    const checked = chosen.has(choice) ? html` checked` : undefined;
    return html`<label class="way"><input type="checkbox" name="${CHOICE}" value="${choice}"${checked}> ${reader.words.channels[channel]}</label>`;
  });
  return html`<fieldset>
<legend>${said?.name ?? name}</legend>
<p>${said?.description}</p>
<div class="ways">${ways}</div>
</fieldset>
`;
}
