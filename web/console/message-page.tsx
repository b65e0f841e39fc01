import type { MessageView } from "../../local/console-api";
import { Icon } from "./icon";
import { languageName } from "./language-name";
import { MessageAbout } from "./message-about";
import { Reading, Trouble } from "./notice";
import { PreviewCard } from "./preview-card";
import { PreviewChoice } from "./preview-choice";
import { PreviewReader, PreviewReaderNote } from "./preview-reader";
import { useResource } from "./resource";
import { hrefOf, replaceRoute } from "./route";
import { titleOf } from "./sentence";

const SCHEMES = [
  { value: "light", label: "Light" },
  { value: "dark", label: "Dark" },
] as const;

/** What of a message is looked at, as the address has it. */
interface Looking {
  readonly variant: string;
  readonly locale: string;
  readonly scheme: "light" | "dark";
  readonly as: string | undefined;
}

/** One message as every device shows it, in one variant and language at a time. */
export function MessagePage({ name, params }: { name: string; params: URLSearchParams }) {
  const as = params.get("as") ?? undefined;
  const path = `messages/${encodeURIComponent(name)}`;
  const { data, error } = useResource<MessageView>(as ? `${path}?as=${encodeURIComponent(as)}` : path);
  return (
    <>
      <a class="back" href={hrefOf("messages")}>
        <Icon name="back" />
        Messages
      </a>
      <h1 tabIndex={-1}>{titleOf(name)}</h1>
      <Trouble error={error} />
      {!data && !error && <Reading lines={8} />}
      {data && <Previews message={data} looking={lookingAt(data, params)} />}
    </>
  );
}

function Previews({ message, looking }: { message: MessageView; looking: Looking }) {
  const { variant, locale, scheme, as } = looking;
  const look = (change: Partial<Looking>) => {
    const next = { ...looking, ...change };
    replaceRoute(
      hrefOf("messages", message.name, { ...next, scheme: next.scheme === "dark" ? "dark" : undefined }),
    );
  };
  const query = new URLSearchParams({ variant, locale, scheme, ...(as && { as }) });
  const shown = message.previews.filter(
    (preview) => preview.variant === variant && preview.locale === locale,
  );
  return (
    <>
      <MessageAbout message={message} />
      <div class="preview-bar sheet">
        {message.variants.length > 1 && (
          <PreviewChoice
            legend="Variant"
            options={message.variants.map((value) => ({ value, label: titleOf(value) }))}
            chosen={variant}
            onChoose={(chosen) => look({ variant: chosen })}
          />
        )}
        <PreviewChoice
          legend="Language"
          options={message.locales.map((value) => ({ value, label: languageName(value) }))}
          chosen={locale}
          onChoose={(chosen) => look({ locale: chosen })}
        />
        <PreviewChoice
          legend="Device"
          options={SCHEMES}
          chosen={scheme}
          onChoose={(chosen) => look({ scheme: chosen })}
        />
        <PreviewReader as={as} onChoose={(chosen) => look({ as: chosen })} />
      </div>
      <PreviewReaderNote message={message} />
      <div class="preview-cards">
        {shown.map((preview, turn) => (
          <PreviewCard
            key={preview.channel}
            preview={preview}
            turn={turnInWords(turn, shown.length)}
            src={`/api/messages/${encodeURIComponent(message.name)}/html?${query}`}
            scheme={scheme}
          />
        ))}
      </div>
    </>
  );
}

function lookingAt({ variants, locales }: MessageView, params: URLSearchParams): Looking {
  const among = (all: readonly string[], name: string) =>
    all.find((one) => one === params.get(name)) ?? all[0] ?? "";
  return {
    variant: among(variants, "variant"),
    locale: among(locales, "locale"),
    scheme: params.get("scheme") === "dark" ? "dark" : "light",
    as: params.get("as") ?? undefined,
  };
}

const TURNS = ["first", "second", "third", "fourth", "fifth"];

/** A send takes the first channel that reaches the person. */
function turnInWords(turn: number, channels: number): string {
  return channels === 1 ? "The only channel" : `Tried ${TURNS[turn]}`;
}
