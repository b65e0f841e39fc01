import { machineActor } from "../../../core/feedback/machine-actor";

const CHROME =
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/128.0";
const HOUR = 3_600_000;

describe("who opened a message or followed its link", () => {
  it.each([
    ["what SES takes for a machine", { userAgent: CHROME, isBotEvent: "Likely" }, "said-by-provider"],
    ["Apple's privacy proxy", { userAgent: "Mozilla/5.0" }, "apple-privacy-proxy"],
    ["a crawler", { userAgent: "Mozilla/5.0 (compatible; ExampleBot/2.1)" }, "user-agent-of-a-machine"],
    ["a script", { userAgent: "python-requests/2.31" }, "user-agent-of-a-machine"],
    ["who asks for no more than the headers", { userAgent: CHROME, method: "head" }, "head-request"],
  ] as const)("E-50, E-51: is a machine where it is %s", (_who, request, reason) => {
    const { actor, reasons } = machineActor({ sinceSentMs: HOUR, ...request });

    expect([actor, reasons]).toEqual(["machine", [reason]]);
  });

  it.each([
    ["right after it was sent", { userAgent: CHROME, sinceSentMs: 60_000 }, "within-a-minute"],
    ["without saying with what", { sinceSentMs: HOUR }, "no-user-agent"],
  ] as const)("E-51: is unknown where it happens %s, as a quick person may", (_how, request, reason) => {
    expect(machineActor(request)).toEqual({ actor: "unknown", reasons: [reason] });
  });

  it.each([
    ["with a browser and in their own time", { userAgent: CHROME, sinceSentMs: HOUR }],
    ["without anything said of the time", { userAgent: CHROME }],
  ])("is a human %s", (_how, request) => {
    expect(machineActor(request)).toEqual({ actor: "human", reasons: [] });
  });

  it("is a human on a phone of CUBOT, and never a machine by its name alone where SES thinks otherwise", () => {
    const phone =
      "Mozilla/5.0 (Linux; Android 11; CUBOT X30) AppleWebKit/537.36 Chrome/120.0.0.0 Mobile Safari/537.36";
    const named = { userAgent: "Mozilla/5.0 (compatible; ExampleBot/2.0)", sinceSentMs: HOUR };

    expect(machineActor({ userAgent: phone, sinceSentMs: HOUR }).actor).toBe("human");
    expect(machineActor({ ...named, isBotEvent: "Unlikely" }).actor).toBe("unknown");
    expect(machineActor(named).actor).toBe("machine");
  });

  it("is a human where SES thinks so, however quick", () => {
    const { actor } = machineActor({ userAgent: CHROME, sinceSentMs: 5_000, isBotEvent: "Unlikely" });

    expect(actor).toBe("human");
  });
});
