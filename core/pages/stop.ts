import { type Html, html } from "./html";
import { note, type PageResponse, page } from "./page";
import { type PageWork, preferencesPath, withdrawal } from "./page-work";

/** What the button that ends all marketing says. */
export const STOP_ALL = "stop-all";

/** One button, no question: ends all marketing on all channels (E-9). */
export function stopForm({ reader }: PageWork): Html {
  const { title, text, button } = reader.words.stop;
  return html`<form class="stop" method="post">
<h2>${title}</h2>
<p>${text}</p>
<button class="second" name="do" value="${STOP_ALL}">${button}</button>
</form>`;
}

/** All marketing is over. */
export async function stopped(work: PageWork): Promise<PageResponse> {
  const { ports, reader, person } = work;
  if (person) await ports.publish([withdrawal(work, "*", "*", "stop-all")]);
  const { done, doneText } = reader.words.stop;
  const link = reader.words.preferences.link;
  return page(
    work,
    done,
    html`${note(doneText)}<p class="more"><a href="${preferencesPath(work)}">${link}</a></p>`,
  );
}
