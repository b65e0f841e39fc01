import { readPreviewArguments } from "../../../local/preview/preview-arguments";

describe("npm run preview", () => {
  it("lists the messages unless told more", () => {
    expect(readPreviewArguments([])).toEqual({});
  });

  it("takes a message, for whom, and which of its contents", () => {
    const args = [
      "cart-reminder",
      "--person",
      "ana",
      "--channel",
      "email",
      "--locale",
      "de",
      "--html",
      "out",
    ];

    expect(readPreviewArguments([...args, "--variant", "returning"])).toEqual({
      ...{ message: "cart-reminder", person: "ana", channel: "email", locale: "de", variant: "returning" },
      html: "out",
    });
  });

  it.each([
    [["cart-reminder", "welcome"], "one message at a time, got cart-reminder welcome"],
    [["--person", "ana"], "--person goes with the name of a message"],
    [["cart-reminder", "--person", ""], "--person needs a value"],
    [["cart-reminder", "--language", "de"], "Unknown option '--language'"],
  ])("refuses %j in words, with its usage", (args, message) => {
    expect(() => readPreviewArguments(args)).toThrow(message);
    expect(() => readPreviewArguments(args)).toThrow("usage: npm run preview");
  });

  it("shows nobody else where npm kept the person for itself", () => {
    const call = () => readPreviewArguments(["cart-reminder"], { npm_config_person: "ana" });

    expect(call).toThrow("--person goes behind --");
  });
});
