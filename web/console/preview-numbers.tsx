import type { PreviewSize } from "../../core/preview/preview-size";
import type { PreviewWarning } from "../../core/preview/preview-warnings";
import { Icon } from "./icon";

/** What Gmail shows of an email, and what fits beside the push services' own keys. */
const EMAIL_BYTES = 102_000;
const PUSH_BYTES = 4_000;

interface Numbers {
  readonly size: PreviewSize;
  readonly costPerMillionUsd: number;
  readonly warnings: readonly PreviewWarning[];
}

interface Line {
  readonly name: string;
  readonly value: string;
  /** Of what there is room for. */
  readonly share?: number;
}

/** What a message weighs and costs, and what its author may want to look at again. */
export function PreviewNumbers({ size, costPerMillionUsd, warnings }: Numbers) {
  return (
    <div class="preview-numbers">
      <dl>
        {[...linesOf(size), ...costLines(size, costPerMillionUsd)].map(({ name, value, share }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              {value}
              {share !== undefined && (
                <span class="gauge" aria-hidden="true">
                  <span class="gauge-fill" style={{ width: `${Math.min(100, share * 100)}%` }} />
                </span>
              )}
            </dd>
          </div>
        ))}
      </dl>
      {warnings.length > 0 && (
        <ul class="preview-warnings" aria-label="Warnings">
          {warnings.map(({ says, source }) => (
            <li key={says}>
              <Icon name="alert" />
              <span>
                {says}{" "}
                {source && (
                  <a href={source} target="_blank" rel="noreferrer">
                    Source
                  </a>
                )}
              </span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function linesOf(size: PreviewSize): Line[] {
  switch (size.channel) {
    case "email":
      return [
        {
          ...{ name: "HTML, of 102 kB shown by Gmail", value: inBytes(size.htmlBytes) },
          share: size.htmlBytes / EMAIL_BYTES,
        },
        { name: "Plain text", value: inBytes(size.textBytes) },
      ];
    case "sms":
      return [
        { name: "Segments", value: String(size.segments) },
        { name: "Alphabet", value: size.encoding },
        { name: "Characters", value: String(size.characters) },
      ];
    case "push":
      return [
        {
          ...{ name: "Payload, of 4 kB", value: inBytes(size.payloadBytes) },
          share: size.payloadBytes / PUSH_BYTES,
        },
      ];
    case "inbox":
    case "banner":
      return [{ name: "Characters", value: String(size.characters) }];
  }
}

function costLines({ channel }: PreviewSize, perMillion: number): Line[] {
  if (perMillion === 0) return [{ name: "Provider", value: "none to pay" }];
  const each = channel === "sms" ? [{ name: "Each, to the US", value: dollars(perMillion / 1e6) }] : [];
  return [...each, { name: "Per million", value: dollars(perMillion) }];
}

const dollars = (amount: number) => `$${amount.toLocaleString("en", { maximumFractionDigits: 4 })}`;

const inBytes = (bytes: number) => (bytes < 1000 ? `${bytes} bytes` : `${(bytes / 1000).toFixed(1)} kB`);
