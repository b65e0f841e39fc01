import type { QuietHours, QuietRule } from "../core/sending/quiet-hours";

/** Of laws whose first day was not looked up; they were in force long before this program. */
const LONG_AGO = "2000-01-01";

const REVIEWED = "2026-11-22";

/**
 * When marketing may reach people. **Counsel must review it before use**: it was gathered from public texts and from
 * what others say of the law, not by a lawyer. Sources differ; where they do, the narrower window is here. Windows
 * made for calls are taken to hold for texts.
 *
 * Not here, as no rule can say it: holidays (AL, LA, RI), states of emergency (LA), exemptions for customers. Email,
 * inbox and banner have no quiet hours, and messages that people asked for go out at any time.
 */
export const quietHours: QuietHours = {
  homeCountry: "US",
  rules: [
    {
      channels: ["push", "sms"],
      purposes: ["marketing"],
      allowed: daily("08:00", "21:00"),
      source: "the brand's own choice, not a law",
      effective: LONG_AGO,
      reviewed: REVIEWED,
    },
    texts(["US", "AS", "GU", "MP", "PR", "VI"], daily("08:00", "21:00"), {
      source: "47 CFR 64.1200(c)(1), https://www.ecfr.gov/current/title-47/section-64.1200",
    }),
    texts(["US-AL"], mondayToSaturday("08:00", "20:00"), {
      source:
        "https://g2leadstosales.com/2025-state-by-state-calling-restrictions-telemarketing-call-centers.html",
    }),
    texts(["US-CT"], daily("09:00", "20:00"), {
      source: "Conn. Gen. Stat. 42-288a, https://cga.ct.gov/current/pub/chap_743m.htm",
      effective: "2023-10-01",
    }),
    texts(["US-FL"], daily("08:00", "20:00"), {
      source: "Fla. Stat. 501.616(6)(a), https://flsenate.gov/Session/Bill/2021/1120/BillText/er/HTML",
      effective: "2021-07-01",
    }),
    texts(["US-KY"], daily("10:00", "21:00"), {
      source:
        "KRS 367.46955, https://lawserver.com/law/state/kentucky/ks-statutes/kentucky_statutes_367-46955",
    }),
    // The order itself was not read; others tell of these hours.
    texts(["US-LA"], mondayToSaturday("08:00", "20:00"), {
      source: "LPSC General Order R-29617, https://lpsc.louisiana.gov/DNC_Emergency",
    }),
    texts(["US-MA"], daily("08:00", "20:00"), {
      source:
        "201 CMR 12.02(2), https://regulations.justia.com/states/massachusetts/201-cmr/title-201-cmr-12-00/section-12-02",
    }),
    texts(["US-MD"], daily("08:00", "20:00"), {
      source: "Md. Code, Com. Law 14-4502, https://lexace.ai/us/statute/maryland/CL-14-4502",
      effective: "2024-01-01",
    }),
    texts(["US-MS"], mondayToSaturday("08:00", "20:00"), {
      source:
        "Miss. Code 77-3-723, https://getpocketlaw.com/law/state_mississippi/section-77-3-723-rules-for-authorized-calls_57b73fa7ff73",
    }),
    // N.J.S.A. 56:8-128(d) itself says 21:00; those who sum up the states' laws say 20:00.
    texts(["US-NJ"], daily("08:00", "20:00"), {
      source:
        "https://support.referrizer.com/en/category/text-campaigns/article/tcpa-quiet-hours-and-state-specific-rules-for-text-campaigns",
      effective: "2023-12-01",
    }),
    texts(["US-OK"], daily("08:00", "20:00"), {
      source:
        "15 O.S. 775C.4, https://app.legiplex.com/ok/legislature/2022/2022-r/bills/hb3168/drafts-latest",
      effective: "2022-11-01",
    }),
    texts(["US-OR"], daily("08:00", "20:00"), {
      source:
        "Oregon HB 3865 (2025), https://production.jdsupra.com/legalnews/oregon-passes-new-telephone-8210765",
      effective: "2026-01-01",
    }),
    // Others also tell of Sundays, 10:00 to 17:00; the law names none.
    texts(
      ["US-RI"],
      { ...mondayToSaturday("09:00", "18:00"), saturday: ["10:00", "17:00"] },
      {
        source:
          "R.I. Gen. Laws 5-61-2(2), 5-61-3.6, https://instalawyer.io/laws/rhode-island-general-laws/section-5-61-2-definitions",
      },
    ),
    texts(
      ["US-TX"],
      { ...mondayToSaturday("09:00", "21:00"), sunday: ["12:00", "21:00"] },
      {
        source:
          "Tex. Bus. & Com. Code 301.051, https://colemanbusinesslaw.com/business-law-updates/texas-sms-marketing-law",
        effective: "2025-09-01",
      },
    ),
    texts(["US-WA"], daily("08:00", "20:00"), {
      source: "RCW 19.158.040(2), https://app.leg.wa.gov/RCW/default.aspx?cite=19.158.040",
      effective: "2022-06-09",
    }),
  ],
  // One zone for each way in which clocks run there today, after https://www.iana.org/time-zones.
  zonesIfUnknown: {
    US: [
      "America/New_York",
      "America/Chicago",
      "America/Denver",
      "America/Phoenix",
      "America/Los_Angeles",
      "America/Anchorage",
      "America/Adak",
      "Pacific/Honolulu",
    ],
    ...inZones(["America/New_York"], "CT DC DE GA MA MD ME NC NH NJ NY OH PA RI SC VA VT WV"),
    ...inZones(["America/New_York", "America/Chicago"], "FL IN KY MI TN"),
    ...inZones(["America/Chicago"], "AL AR IA IL LA MN MO MS OK WI"),
    ...inZones(["America/Chicago", "America/Denver"], "KS ND NE SD TX"),
    ...inZones(["America/Denver"], "CO MT NM UT WY"),
    ...inZones(["America/Denver", "America/Phoenix"], "AZ"),
    ...inZones(["America/Denver", "America/Los_Angeles"], "ID NV OR"),
    ...inZones(["America/Los_Angeles"], "CA WA"),
    ...inZones(["America/Anchorage", "America/Adak"], "AK"),
    ...inZones(["Pacific/Honolulu"], "HI"),
    AS: ["Pacific/Pago_Pago"],
    CA: ["America/St_Johns", "America/Vancouver"],
    DE: ["Europe/Berlin"],
    GB: ["Europe/London"],
    GU: ["Pacific/Guam"],
    MP: ["Pacific/Saipan"],
    MX: ["America/Cancun", "America/Tijuana"],
    PR: ["America/Puerto_Rico"],
    VI: ["America/St_Thomas"],
    // Day in both of these is day from Ireland to the east of Australia. Name any other country you speak to.
    other: ["Europe/London", "Australia/Sydney"],
  },
};

function texts(
  places: readonly string[],
  allowed: QuietRule["allowed"],
  { source, effective = LONG_AGO }: { readonly source: string; readonly effective?: string },
): QuietRule {
  return {
    channels: ["sms"],
    purposes: ["marketing"],
    places,
    allowed,
    source,
    effective,
    reviewed: REVIEWED,
  };
}

function daily(from: string, to: string): QuietRule["allowed"] {
  return { ...mondayToSaturday(from, to), sunday: [from, to] };
}

function mondayToSaturday(from: string, to: string): QuietRule["allowed"] {
  const window = [from, to] as const;
  return {
    monday: window,
    tuesday: window,
    wednesday: window,
    thursday: window,
    friday: window,
    saturday: window,
  };
}

function inZones(zones: readonly string[], states: string): { [place: string]: readonly string[] } {
  return Object.fromEntries(states.split(" ").map((state) => [`US-${state}`, zones]));
}
