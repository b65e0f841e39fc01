import type { SendingPolicy } from "../core/sending/policy";
import { quietHours } from "./quiet-hours";
import { textRegistrations } from "./text-registrations";

/** What this brand holds itself to whenever it sends: make it yours, and never laxer than the law where your people live. */
export const policy: SendingPolicy = {
  quietHours,
  smsCountries: {
    marketing: ["US"],
    transactional: [
      "US",
      "CA",
      "GB",
      "IE",
      "DE",
      "AT",
      "CH",
      "FR",
      "NL",
      "BE",
      "DK",
      "SE",
      "NO",
      "FI",
      "ES",
      "PT",
      "IT",
      "PL",
    ],
  },
  textRegistrations,
  consent: {
    // 47 CFR 64.1200(f)(9): prior express written consent names who agreed, to which words, and where; the number and
    // the time are on every record.
    proof: { US: { sms: ["source", "wording"] } },
  },
  caps: [
    {
      channels: ["sms"],
      purposes: ["marketing"],
      most: 3,
      within: { days: 1 },
      source: "Florida Statutes 501.616(6)(b), kept to everywhere",
    },
    { purposes: ["marketing"], most: 3, within: { days: 1 }, source: "the brand's own promise" },
    { purposes: ["marketing"], most: 8, within: { days: 7 }, source: "the brand's own promise" },
  ],
};
