import type { SendingPolicy } from "../core/sending/policy";
import { quietHours } from "./quiet-hours";

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
