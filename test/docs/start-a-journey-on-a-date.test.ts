import { parseEnvelope } from "../../core/events/envelope";
import { putEvents } from "../../local/put-events";
import { entriesOnPage, examplesOnPage, filesOnPage, ProjectCopy } from "./project-copy";

const PAGE = "start-a-journey-on-a-date.md";

const IMPORTS = `import { equal } from "../../core/condition";
import { shipmentUpdate } from "../messages/shipment-update/message";
import { journey, on, onDate, send, waitUntilTriggerDate } from "../words";
`;

describe("docs/how-to/start-a-journey-on-a-date.md, followed word for word", () => {
  const copy = new ProjectCopy();

  beforeAll(() => {
    for (const [file, text] of filesOnPage(PAGE)) copy.write(file, text);
    const examples = examplesOnPage(PAGE).map((text, index) => `export const example${index} = ${text}`);
    copy.write("program/journeys/examples.ts", IMPORTS + examples.join("\n"));
  });

  afterAll(() => copy.remove());

  it("creates a message, its layout, a journey and a test, and touches nothing else", () => {
    expect(filesOnPage(PAGE).map(([file]) => file)).toEqual([
      "program/messages/trial-ending/message.ts",
      "program/messages/trial-ending/email.mjml",
      "program/journeys/trial-ending.ts",
      "test/program/journeys/trial-ending.test.ts",
    ]);
  });

  it("typechecks, its examples too", () => {
    expect(examplesOnPage(PAGE)).toHaveLength(3);
    expect(copy.node("node_modules/typescript/bin/tsc", "-p", ".")).toBe("");
  });

  it("passes its test", () => {
    expect(copy.jest("trial-ending")).toMatchObject({ numPassedTests: 3, numFailedTests: 0 });
  }, 60_000);

  it("sends an event that is taken", () => {
    const now = new Date().toISOString();

    const sent = entriesOnPage(PAGE).flatMap(
      (request) => putEvents(request, { now, newId: () => crypto.randomUUID() }).accepted,
    );

    expect(sent.map(({ event }) => parseEnvelope(event, {}, now).ok)).toEqual([true]);
  });
});
