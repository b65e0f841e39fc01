/** `+` and up to 15 digits, the country code first (https://www.itu.int/rec/T-REC-E.164). */
const E164 = /^\+[1-9]\d{1,14}$/;

/** Whether a text is written as a phone number that can be dialed from anywhere; whether there is such a number is not asked. */
export function isE164(text: unknown): text is string {
  return typeof text === "string" && E164.test(text);
}
