import { galleryPage } from "../../docs/pictures/gallery-page";

describe("the page of all pictures", () => {
  it("has a section for each message, with every picture of it", () => {
    const picture = { message: "welcome", edition: "en" };

    const page = galleryPage([
      { ...picture, file: "welcome.en.email-desktop-light.png", how: "email-desktop-light" },
      { ...picture, file: "welcome.en.email-phone-dark.png", how: "email-phone-dark" },
      { message: "nudge", edition: "warm.de", file: "nudge.warm.de.sms-light.png", how: "sms-light" },
    ]);

    expect([...page.matchAll(/<section id="(\w+)">/g)].map(([, name]) => name)).toEqual(["welcome", "nudge"]);
    expect([...page.matchAll(/src="([^"]+)"/g)].map(([, file]) => file)).toEqual([
      ...[
        "welcome.en.email-desktop-light.png",
        "welcome.en.email-phone-dark.png",
        "nudge.warm.de.sms-light.png",
      ],
    ]);
    expect(page).toContain("warm.de sms-light");
  });
});
