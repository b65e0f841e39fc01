import { choosePreviews } from "../../../local/preview/choose-previews";

const previews = (["email", "sms"] as const).flatMap((channel) =>
  ["en", "de"].map((locale) => ({ channel, locale, variant: "default", error: "" })),
);

describe("the previews that are shown", () => {
  it("are all, unless told otherwise", () => {
    expect(choosePreviews(previews, { message: "parcel" })).toEqual(previews);
  });

  it("are those of the channel and locale that were asked for", () => {
    const chosen = choosePreviews(previews, { message: "parcel", channel: "sms", locale: "de" });

    expect(chosen).toEqual([{ channel: "sms", locale: "de", variant: "default", error: "" }]);
  });

  it.each([
    [{ channel: "smss" }, '"parcel" has no channel "smss"; did you mean "sms"?'],
    [{ locale: "fr" }, '"parcel" has no locale "fr"'],
    [{ variant: "warm" }, '"parcel" has no variant "warm"'],
  ])("must be there: %j", (call, message) => {
    expect(() => choosePreviews(previews, { message: "parcel", ...call })).toThrow(message);
  });
});
