import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { consentFor } from "../../../core/people/consent";
import { readConsentArguments } from "../../../local/consents/consent-arguments";
import { readConsentFile } from "../../../local/consents/consent-file";
import { consentProof, proofText } from "../../../local/consents/consent-proof";
import { dataFolderConsents } from "../../../local/consents/data-folder-consents";
import { deployedConsents } from "../../../local/consents/deployed-consents";
import { importConsents } from "../../../local/consents/import-consents";
import { runningConsents } from "../../../local/consents/running-consents";
import { MemoryStore } from "../../../local/memory-store";
import { plainBrand } from "../../fixtures/plain-program";
import { type Embedded, embedded, event, START } from "../embedded-fixture";

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";

const HEADER = "person,topic,channel,state,at,source,wording,expires_at";
const file = (...lines: string[]) => [HEADER, ...lines].join("\n");
const of = { personId: "ana", brand: plainBrand, now: START };

describe("what npm run consents is asked to do", () => {
  it.each([
    [["ana"], { does: "prove", personId: "ana", json: false }],
    [["ana", "--json", "--stack", "Herald"], { does: "prove", personId: "ana", json: true, stack: "Herald" }],
    [["import", "list.csv"], { does: "import", file: "list.csv" }],
  ])("is read: %j", (args, call) => {
    expect(readConsentArguments(args)).toEqual(call);
  });

  it.each([
    [[], "whose consents?"],
    [["ana", "ben"], "one person at a time"],
    [["import"], "import takes one file"],
    [["import", "a.csv", "--json"], "--json goes with a person"],
    [["ana", "--region", "eu-west-1"], "--region goes with --stack"],
    [["ana", "--stack", ""], "--stack needs"],
  ])("is answered with the usage where it is wrong: %j", (args, error) => {
    expect(() => readConsentArguments(args)).toThrow(error);
    expect(() => readConsentArguments(args)).toThrow("usage: npm run consents");
  });
});

describe("consents from another system", () => {
  it("P-5, P-9: are events, a yes of which is marked as imported", () => {
    const { events, refused } = readConsentFile(
      file(
        "ana,news,email,given,2026-01-05T10:00:00Z,checkout,2026-01,2027-01-05",
        "ben,*,sms,withdrawn,2026-01-06,,,",
      ),
      START,
    );

    expect(refused).toEqual([]);
    expect(events).toMatchObject([
      {
        ...{ event: "Consent Given", personId: "ana", timestamp: "2026-01-05T10:00:00.000Z" },
        properties: {
          ...{ topic: "news", channel: "email", source: "checkout", wording: "2026-01", imported: true },
          expires_at: "2027-01-05T00:00:00.000Z",
        },
      },
      {
        ...{ event: "Consent Withdrawn", personId: "ben" },
        properties: { topic: "*", channel: "sms", source: "import" },
      },
    ]);
    expect(events[1]?.properties).not.toHaveProperty("imported");
  });

  it("of long ago are told of as far back as events are taken, with their true time", () => {
    const { events } = readConsentFile(file("ana,news,email,given,2019-05-01,,,"), START);

    expect(events[0]?.timestamp).toBe("2024-03-12T09:00:00.000Z");
    expect(events[0]?.properties).toMatchObject({ said_at: "2019-05-01T00:00:00.000Z" });
  });

  it("are the same events where the same file comes twice", () => {
    const ids = () =>
      readConsentFile(file("ana,news,email,given,2026-01-05,,,"), START).events.map((each) => each.messageId);

    expect(ids()).toEqual(ids());
  });

  it.each([
    [",news,email,given,2026-01-05,,,", "there is no person"],
    ["ana,news,email,yes,2026-01-05,,,", "the state must be given or withdrawn"],
    ["ana,news,email,given,,,,", "the time must be ISO 8601"],
    ["ana,news,email,given,2026-03-03,,,", "not to come"],
    ["ana,news,email,given,2026-01-05,,,soon", "expires_at must be ISO 8601"],
    ["ana,News Letter,email,given,2026-01-05,,,", "topic: "],
    ["ana,*,email,given,2026-01-05,,,", "topic: "],
    ["ana,news,fax,given,2026-01-05,,,", "channel: "],
  ])("refuses the line %j and goes on", (line, why) => {
    const { events, refused } = readConsentFile(file(line, "ben,news,email,given,2026-01-05,,,"), START);

    expect(refused).toEqual([{ line: 2, why: expect.stringContaining(why) }]);
    expect(events).toHaveLength(1);
  });
});

describe("the consents of a Herald that runs", () => {
  let world: Embedded;
  beforeEach(async () => {
    world = await embedded();
  });
  afterEach(() => world.close());

  it("P-2, P-5: are imported, never against what the person said, and proved", async () => {
    const desk = runningConsents(`http://127.0.0.1:${world.port}`);
    const { herald } = world;
    await herald.deliver(event("Identify", { userId: "ana", traits: { email: "ana@example.com" } }));
    const said = { topic: "news", channel: "email", source: "one-click" };
    await herald.deliver(event("Consent Withdrawn", { userId: "ana", properties: said }));

    const text = file(
      "ana,news,email,given,2026-03-02T08:59:59Z,old-shop,,",
      "ana,offers,email,given,2026-01-01,old-shop,,",
      "ana,offers,fax,given,2026-01-01,old-shop,,",
    );
    const told = await importConsents(readConsentFile(text, START), desk);
    const records = await desk.load("ana");

    expect(told).toMatch(/^2 statements put on the bus of .*, 1 refused\.\n {2}line 4: channel/);
    const consents = herald.people.get("ana")?.person?.consents ?? {};
    expect(consentFor(consents, "news", "email", START).given).toBe(false);
    expect(consentFor(consents, "offers", "email", START).given).toBe(true);
    expect(proofText(records, of)).toMatch(/news\/email +withdrawn\n +offers\/email +given\n/);
    expect(proofText(records, of)).toContain("by old-shop, for ana@example.com, imported");
    expect(await desk.load("somebody / else")).toEqual([]);
    await desk.close();
  });
});

describe("the consents that npm start keeps", () => {
  it("are read while it does not run, and nothing is imported", async () => {
    const folder = await mkdtemp(join(tmpdir(), "herald-"));
    const { startDynaliteTable } = await import("../../../local/dynalite-table");
    await (await startDynaliteTable(folder)).close();

    const desk = await dataFolderConsents(folder);
    const records = await desk.load("ana");
    const importing = importConsents({ events: [], refused: [] }, desk);
    await expect(importing).rejects.toThrow("npm start first");
    await desk.close();
    await rm(folder, { recursive: true });

    expect(records).toEqual([]);
  });
});

describe("the consents of a deployed stack", () => {
  it("are read from its table and imported by its bus", async () => {
    const sent: unknown[] = [];
    const client = {
      async send({ input }: { input: unknown }) {
        sent.push(input);
        return {};
      },
      destroy: () => undefined,
    };
    const herald = {
      ...{ table: new MemoryStore() as never, region: "eu-west-1", close() {}, output: () => "herald" },
      explained: <T>(work: () => Promise<T>) => work(),
    };

    const desk = deployedConsents(herald, "Herald", client as never);
    const told = await importConsents(
      readConsentFile(file("ana,news,email,given,2026-01-05,,,"), START),
      desk,
    );

    expect(told).toBe("1 statements put on the bus of the stack Herald in eu-west-1, 0 refused.");
    expect(sent).toMatchObject([{ Entries: [{ EventBusName: "herald", DetailType: "Consent Given" }] }]);
    expect(await desk.load("ana")).toEqual([]);
    await desk.close();
  });
});

describe("the proof of consent", () => {
  const record = {
    ...{ personId: "ana", messageId: "m-1", at: START, recordedAt: START, purpose: "marketing" as const },
    ...{ choices: ["news/sms"], addresses: { sms: "+12025550123" } },
  };

  it("P-3: names who, to whom, what, when, how, in which words, and how it is withdrawn", () => {
    const given = {
      ...record,
      state: "given",
      basis: "express",
      source: "checkout",
      wording: "2026-01",
    } as const;
    const asked = { ...record, messageId: "m-0", state: "requested", choices: ["news/email"] } as const;

    expect(consentProof([asked, given], of)).toEqual({
      ...{ schema_version: "herald-consent-1", record_id: "consents-of-ana", pii_principal_id: "ana" },
      pii_controllers: [
        { name: "Test Shop", address: "1 Test Street, Testville", contact: "care@test.example" },
      ],
      ...{ printed_at: START, withdrawal_method: expect.any(String) },
      consents: [
        expect.objectContaining({ choice: "news/email", state: "requested" }),
        {
          ...{ purpose: "marketing", choice: "news/sms", state: "given" },
          events: [
            {
              ...{ event_id: "m-1", event_time: START, recorded_at: START, event_state: "given" },
              ...{ lawful_basis: "consent", collection_method: "checkout", privacy_notice: "2026-01" },
              pii_information: { sms: "+12025550123" },
            },
          ],
        },
      ],
    });
  });

  it("P-9: says what has expired, and of whom nothing is known", () => {
    const implied = { ...record, state: "given", basis: "implied", expiresAt: START } as const;

    expect(proofText([implied], of)).toMatch(/news\/sms +expired/);
    expect(proofText([], of)).toBe("ana has said nothing of consent to Test Shop.");
  });
});
