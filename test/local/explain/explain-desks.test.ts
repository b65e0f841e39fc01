import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { HistoryEvent } from "@aws-sdk/client-sfn";
import type { Graph } from "../../../core/journeys/graph";
import { startDynaliteTable } from "../../../local/dynalite-table";
import { dataFolderExplain } from "../../../local/explain/data-folder-explain";
import { standIn } from "../../../local/explain/deployed-explain";
import { explanationText, overviewText } from "../../../local/explain/explain-report";
import { nodeOfState } from "../../../local/explain/node-of-state";
import { runningExplain } from "../../../local/explain/running-explain";
import { dataFolderInForce } from "../../../local/plan/data-folder-plan";
import { runningInForce } from "../../../local/plan/running-plan";
import { plainProgram } from "../../fixtures/plain-program";
import { embedded, event } from "../embedded-fixture";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "herald-"));
});
afterEach(() => rm(folder, { recursive: true }));

const cart = event("Cart Updated", { userId: "ana", properties: { cart_id: "c1", products: ["tent"] } });

/** Ana waits on the cart journey, in a Herald that has stopped or that runs. */
async function withAna(work: (port: number) => Promise<void>) {
  const table = await startDynaliteTable(folder);
  const { herald, port, close } = await embedded({ table });
  await herald.deliver(event("Identify", { userId: "ana", traits: { email: "ana@example.com" } }));
  await herald.deliver(cart);
  await work(port);
  await close();
  await table.close();
}

const WAITS =
  /^On it since .* and waits until there is no new trigger for 1 hour: until 2 Mar 2026, 10:00 UTC\./;

describe("an explanation", () => {
  it("comes from the data that npm start has kept, and from a Herald that runs, as the same", async () => {
    const program = await plainProgram();
    const { journey = "" } = program.graphs.find(({ trigger }) => trigger.event === "Cart Updated") as Graph;
    let running: string[] = [];
    await withAna(async (port) => {
      const desk = runningExplain(`http://127.0.0.1:${port}`);
      const [only] = (await desk.explain("ana", journey)).journeys;
      running = only?.lines.map(({ sentence }) => sentence) ?? [];
    });

    const desk = await dataFolderExplain(folder, program);
    const { journeys } = await desk.explain("ana", journey);
    await desk.close();

    expect(running.some((sentence) => WAITS.test(sentence))).toBe(true);
    // The data is looked at by today's clock, for which the wait is over.
    const kept = journeys[0]?.lines.map(({ sentence }) => sentence.replace(/ That time has come: .*?\./, ""));
    expect(kept).toEqual(running);
  });

  it("of nobody or of no journey says who or what may be meant", async () => {
    await withAna(async (port) => {
      const desk = runningExplain(`http://127.0.0.1:${port}`);

      await expect(desk.explain("anna")).rejects.toThrow('nobody has the id "anna"; did you mean "ana"?');
      await expect(desk.explain("ana@example.com")).rejects.toThrow('that is the email address of "ana"');
      await expect(desk.explain("ana", "cort")).rejects.toThrow(
        /there is no journey "cort"; did you mean "cart"\?/,
      );
    });
  });

  it("says what to do where there is no data", async () => {
    const program = await plainProgram();

    await expect(dataFolderExplain(join(folder, "none"), program)).rejects.toThrow(/npm start makes some/);
  });

  it("reads as a text, each line at its time, with a line for each journey where none is named", async () => {
    const program = await plainProgram();
    await withAna(async () => undefined);
    const desk = await dataFolderExplain(folder, program);
    const all = await desk.explain("ana");
    await desk.close();

    const [one] = all.journeys.filter(({ lines }) => lines.some(({ kind }) => kind === "now"));
    if (!one) throw new Error("ana is on one");
    const text = explanationText(one);

    expect(text).toMatch(/^ana and cart: on it since /);
    expect(text).toMatch(/^2026-03-02 09:00:00 {2}“Cart Updated”/m);
    expect(text).toMatch(/\n\nNow:\n {2}On it since/);
    expect(overviewText(all).split("\n")[0]).toMatch(/^cart +on it since/);
  });

  it("from a deployed stack knows by its machine's history where a run waits", () => {
    const entered = (name: string, input: object): HistoryEvent => ({
      ...{ id: 5, type: "WaitStateEntered", timestamp: new Date("2026-03-02T09:00:00.000Z") },
      stateEnteredEventDetails: { name, input: JSON.stringify(input) },
    });
    const graph = {
      nodes: { "wait 1 day": { kind: "wait", for: { days: 1 }, next: null } },
    } as unknown as Graph;
    const scheduled: HistoryEvent = { id: 6, type: "TaskScheduled", timestamp: new Date() };

    expect(standIn([scheduled, entered("wait 1 day #2", {})], graph)).toEqual({
      ...{ node: "wait 1 day", until: "2026-03-03T09:00:00.000Z" },
    });
    expect(standIn([entered("wait until 18:00", { dueAt: "2026-03-02T17:00:00.000Z" })], undefined)).toEqual({
      ...{ node: "wait until 18:00", until: "2026-03-02T17:00:00.000Z" },
    });
    expect(standIn([], graph)).toBeUndefined();
    expect(nodeOfState("ask loyal #2: which way")).toBe("ask loyal");
  });
});

describe("what is in force on this computer", () => {
  it("is the same from the data and from a Herald that runs: the versions, and who waits where", async () => {
    const { graphs } = await plainProgram();
    const versions = new Set(graphs.map(({ version }) => version));
    let running: Awaited<ReturnType<typeof runningInForce>> | undefined;
    await withAna(async (port) => {
      running = await runningInForce(`http://127.0.0.1:${port}`);
    });

    const kept = await dataFolderInForce(folder, versions);

    expect(kept.inFlight).toMatchObject([{ journey: "cart", count: 1, node: "wait until quiet for 1 hour" }]);
    expect(running?.inFlight).toEqual(kept.inFlight);
    expect(new Set(running?.before.map(({ version }) => version))).toEqual(versions);
    expect(new Set(kept.before.map(({ version }) => version))).toEqual(versions);
  });

  it("is said to be missing where there is none", async () => {
    await expect(dataFolderInForce(join(folder, "none"), new Set())).rejects.toThrow(/to compare with/);
  });
});

describe("the commands", () => {
  const run = (cli: string, ...given: string[]) =>
    promisify(execFile)("node", ["--import", "tsx", `local/${cli}/cli.ts`, ...given]).catch(
      (error: { stderr: string; code: number }) => error,
    );

  it("say how they are used when they are called otherwise", async () => {
    const [explain, plan] = await Promise.all([run("explain"), run("plan", "--region", "eu-west-1")]);

    expect(explain).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^whom is it about\?\nusage: npm run explain/),
    });
    expect(plan).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^--region goes with --stack\nusage: npm run plan/),
    });
  });
});
