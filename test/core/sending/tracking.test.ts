import type { Envelope } from "../../../core/events/envelope";
import { type Consents, foldConsent } from "../../../core/people/consent";
import { newPerson, type Person } from "../../../core/people/person";
import { NO_POLICY } from "../../../core/sending/policy";
import { mayTrack, TRACKING_TOPIC } from "../../../core/sending/tracking";

const AT = "2026-03-02T09:00:00.000Z";

const said = (event: "Consent Given" | "Consent Withdrawn", topic = TRACKING_TOPIC): Envelope => ({
  messageId: `${event} ${topic}`,
  event,
  userId: "ana",
  timestamp: AT,
  properties: { topic, channel: "email" },
  traits: {},
  context: {},
  source: "test",
  replayed: false,
});

const person = (country?: string, ...events: readonly Envelope[]): Person => ({
  ...newPerson("ana", AT),
  traits: country === undefined ? {} : { country: { value: country, at: AT } },
  consents: events.reduce(foldConsent, {} as Consents),
});

const US_UNASKED = { ...NO_POLICY, trackUnaskedIn: ["US"] };

describe("P-7: whether opens and clicks may be told", () => {
  it("is no for whoever was not asked, wherever they are", () => {
    expect([person(), person("US"), person("FR")].map((one) => mayTrack(one, NO_POLICY, AT))).toEqual([
      false,
      false,
      false,
    ]);
  });

  it("is yes for whoever agreed to it, which agreeing to a topic is not", () => {
    expect(mayTrack(person("FR", said("Consent Given")), NO_POLICY, AT)).toBe(true);
    expect(mayTrack(person("FR", said("Consent Given", "news")), NO_POLICY, AT)).toBe(false);
  });

  it("is yes without asking only where the policy says so, and no for whoever objected there", () => {
    expect(mayTrack(person("us"), US_UNASKED, AT)).toBe(true);
    expect(mayTrack(person("FR"), US_UNASKED, AT)).toBe(false);
    expect(mayTrack(person(undefined), US_UNASKED, AT)).toBe(false);
    expect(mayTrack(person("US", said("Consent Withdrawn")), US_UNASKED, AT)).toBe(false);
    expect(mayTrack(person("US", said("Consent Withdrawn", "*")), US_UNASKED, AT)).toBe(false);
  });
});
