import { useState } from "preact/hooks";
import type { PreviewContent } from "../../local/console-api";
import { MailFrame } from "./mail-frame";
import { useBrand } from "./preview-brand";
import { PreviewChoice } from "./preview-choice";
import { Scrollable } from "./scrollable";

type EmailContent = Extract<PreviewContent, { readonly channel: "email" }>;

const LOOKS = [
  { value: "desktop", label: "Desktop" },
  { value: "phone", label: "Phone" },
  { value: "text", label: "Plain text" },
] as const;

type Look = (typeof LOOKS)[number]["value"];

/** CSS pixels; whoever reads the console on a phone wants to see the email as one. */
const NARROW = 640;

interface PreviewEmailProps {
  readonly content: EmailContent;
  /** Where its HTML is served. */
  readonly src: string;
  readonly scheme: "light" | "dark";
}

/** An email in a list of emails, and opened. */
export function PreviewEmail({ content, src, scheme }: PreviewEmailProps) {
  const [look, setLook] = useState<Look>(() => (innerWidth < NARROW ? "phone" : "desktop"));
  return (
    <div class="preview-email">
      <InList content={content} />
      <PreviewChoice legend="Opened on" options={LOOKS} chosen={look} onChoose={setLook} />
      {look === "text" ? (
        <Scrollable class="listing mail-text" label="Plain text">
          {content.text}
        </Scrollable>
      ) : (
        <MailFrame subject={content.subject} src={src} device={look} scheme={scheme} />
      )}
    </div>
  );
}

/** Sender, subject and preheader: what decides whether it is opened. */
function InList({ content: { subject, preheader } }: { content: EmailContent }) {
  const { name, color } = useBrand();
  return (
    <div class="preview-row">
      <span class="preview-app" style={{ background: color }} aria-hidden="true">
        {name.charAt(0)}
      </span>
      <p class="preview-from">
        <b>{name}</b>
        <span>now</span>
      </p>
      <p class="preview-subject">{subject}</p>
      <p class="preview-preheader">{preheader}</p>
    </div>
  );
}
