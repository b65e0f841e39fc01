import type { CompiledProgram } from "../../../core/program";
import { TestHerald } from "../../../local/test-kit";
import { downloadLinks } from "../../../program/journeys/download-link";
import { programOf } from "../../fixtures/program-of";

const file = (file_id: string, title: string) => ({
  file_id,
  title,
  url: `https://shop.fernweh.example/guides/${file_id}.pdf`,
});

describe("the link to a download", () => {
  let program: CompiledProgram;
  let herald: TestHerald;

  beforeAll(async () => {
    program = await programOf(downloadLinks);
  });

  beforeEach(async () => {
    herald = await TestHerald.start({ program });
    await herald.person("ana", { email: "ana@example.com", first_name: "Ana" });
  });

  it("comes at once, without consent, because she asked for it", async () => {
    await herald.track("ana", "File Downloaded", file("huts", "Hut to hut"));

    expect(herald.sent("ana")).toMatchObject([
      { subject: "Here it is: Hut to hut", at: "2026-03-02T09:00:00.000Z", facts: { basis: "contract" } },
    ]);
    expect(herald.sent("ana")[0]?.mail.text).toContain(
      "Hut to hut\n\nOpen it\nhttps://shop.fernweh.example/guides/huts.pdf",
    );
    expect(herald.statesEntered()).toBe(0);
  });

  it("comes for each file, and again for the same file when the first mail got lost", async () => {
    await herald.track("ana", "File Downloaded", file("huts", "Hut to hut"));
    await herald.track("ana", "File Downloaded", file("islands", "Island hopping"));
    await herald.advance({ minutes: 10 });
    await herald.track("ana", "File Downloaded", file("huts", "Hut to hut"));

    expect(herald.sent("ana")).toHaveLength(3);
  });

  it("comes once for an event that comes twice", async () => {
    await herald.track("ana", "File Downloaded", file("huts", "Hut to hut"), { messageId: "m1" });
    await herald.track("ana", "File Downloaded", file("huts", "Hut to hut"), { messageId: "m1" });

    expect(herald.sent("ana")).toHaveLength(1);
  });

  it("is not sent where there is none", async () => {
    await herald.track("ana", "File Downloaded", { file_id: "huts", title: "Hut to hut" });

    expect(herald.sent("ana")).toEqual([]);
    expect(herald.decisions("ana")).toMatchObject([{ outcome: "not-entered", reason: "conditions-not-met" }]);
  });

  it("writes German to a German reader, also to one without a name", async () => {
    await herald.person("jonas", { email: "jonas@example.de", locale: "de" });
    await herald.track("jonas", "File Downloaded", file("huts", "Von Hütte zu Hütte"));

    expect(herald.sent("jonas")).toMatchObject([
      { subject: "Hier ist er: der Link zu „Von Hütte zu Hütte“" },
    ]);
    expect(herald.sent("jonas")[0]?.mail.text).toContain("Hallo,\n\ndanke für dein Interesse.");
  });

  it("does not reach somebody without an email address, and the ledger says so", async () => {
    await herald.person("cy", { push_token: "t-1" });
    await herald.track("cy", "File Downloaded", file("huts", "Hut to hut"));

    expect(herald.ledger("cy")).toMatchObject([{ status: "skipped", reason: "no-address" }]);
  });
});
