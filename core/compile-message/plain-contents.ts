import { type Contents, type Message, PLAIN_WORDS, type PlainChannel } from "../messages/message";
import { ProgramError } from "../source-place";
import { DATA, lendsHost } from "./link-host";
import { type Edition, wordFor } from "./message-words";

/**
 * What one edition says on the channels that have no layout.
 * @throws ProgramError naming the message and the first word that is missing or wrong
 */
export function plainContents(message: Message, edition: Edition): Omit<Contents, "email"> {
  const contents = plainChannelsOf(message).map((channel) => {
    const fields = wordsOn(channel).filter(([field, key]) => field !== "link" || isWritten(message, key));
    return [
      channel,
      Object.fromEntries(fields.map(([field, key]) => [field, textOf(message, edition, key)])),
    ];
  });
  return Object.fromEntries(contents);
}

/** Every word that the plain channels of a message can have. */
export function plainKeysOf(message: Message): string[] {
  return plainChannelsOf(message).flatMap((channel) => wordsOn(channel).map(([, key]) => key));
}

function plainChannelsOf({ channels }: Message): PlainChannel[] {
  return channels.filter((channel) => channel !== "email");
}

function wordsOn(channel: PlainChannel): [field: string, key: string][] {
  return Object.entries(PLAIN_WORDS[channel]);
}

/** Whether any locale has the word: then all must. */
function isWritten({ words }: Message, key: string): boolean {
  return Object.values(words).some((spoken) => Object.hasOwn(spoken, key));
}

function textOf(message: Message, edition: Edition, key: string): string {
  const { name, words, place } = message;
  const where = `words.${edition.locale}.${key}`;
  if (!Object.hasOwn(words[edition.locale] ?? {}, key)) {
    throw new ProgramError(`"${name}" goes out by ${key.replace(/_.*/, "")} and needs ${where}`, place);
  }
  const text = wordFor(message, edition, key).trim();
  if (text === "") throw new ProgramError(`${where} must say something`, place);
  const [mark, inner = ""] = /\[\[\s*([^\]]*?)\s*\]\]/.exec(text) ?? [];
  if (mark) {
    throw new ProgramError(`${where} has ${mark}, which only layouts can have; write {{ ${inner} }}`, place);
  }
  if (key.endsWith("_link")) checkLink(text, where, place);
  return text;
}

function checkLink(template: string, where: string, place: string | undefined): void {
  const ways = template
    .split(/\{%[\s\S]*?%\}/)
    .map((way) =>
      way
        .replace(/\{\{-?\s*brand\.baseUrl\s*-?\}\}/g, "https://brand.example")
        .replace(/\{\{[\s\S]*?\}\}/g, DATA),
    );
  if (!ways.some(lendsHost)) return;
  throw new ProgramError(
    `${where} prints data where it could choose the host; put it behind a "/", "?" or "#"`,
    place,
  );
}
