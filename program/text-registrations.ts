import type { TextRegistration } from "../core/sending/text-registration";

/** Where marketing by text message needs a registration: put yours in as `held`, or why you need none. */
export const textRegistrations: readonly TextRegistration[] = [
  {
    region: "US-TX",
    // As the North American Numbering Plan Administrator gives them out, https://www.nanpa.com.
    areaCodes: [
      ...[210, 214, 254, 281, 325, 346, 361, 409, 430, 432, 469, 512, 621, 682, 713, 726, 737, 806, 817, 830],
      ...[832, 903, 915, 936, 940, 945, 956, 972, 979],
    ].map((code) => `+1${code}`),
    source:
      "Tex. Bus. & Com. Code ch. 302 as amended by SB 140, from 2025-09-01, https://colemanbusinesslaw.com/business-law-updates/texas-sms-marketing-law",
  },
];
