import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SUPPRESSION_REASONS } from "../../../core/people/suppression";
import { MemoryStore } from "../../../local/memory-store";
import { dataFolderSuppressions } from "../../../local/suppressions/data-folder-suppressions";
import { deployedSuppressions } from "../../../local/suppressions/deployed-suppressions";
import { runningSuppressions } from "../../../local/suppressions/running-suppressions";
import type { SuppressionDesk, SuppressionRequest } from "../../../local/suppressions/suppression-desk";
import {
  addedText,
  importedText,
  removedText,
  suppressionsText,
} from "../../../local/suppressions/suppression-report";
import { ask, type Embedded, embedded } from "../embedded-fixture";

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";

const ANA = { channel: "email", address: "ana@example.com" } as const;
const add = (reason: SuppressionRequest["reason"], more: Partial<SuppressionRequest> = {}) =>
  ({ ...ANA, reason, says: "suppress", ...more }) as const;
const lifts = (lift: "person" | "human"): SuppressionRequest[] =>
  SUPPRESSION_REASONS.map((reason) => ({ ...ANA, reason, says: { lift } }));

async function left(desk: SuppressionDesk): Promise<string> {
  return suppressionsText(await desk.list(), "here");
}

describe("the suppression list of a Herald that runs", () => {
  let world: Embedded;
  let desk: SuppressionDesk;
  beforeEach(async () => {
    world = await embedded();
    desk = runningSuppressions(`http://127.0.0.1:${world.port}`, "mara");
  });
  afterEach(() => world.close());

  it("notes who added an address, and that it was there already", async () => {
    const [first] = await desk.note([add("manual")]);
    const [again] = await desk.note([add("manual")]);

    expect([first?.changed, again?.changed]).toEqual([true, false]);
    expect(first?.row.causes.manual).toMatchObject({ suppressed: true, by: "mara" });
    expect(await left(desk)).toContain("email  ana@example.com  manual since");
  });

  it("E-43: is freed by a human of what a human may undo, and at the person's request of the rest, but no bounce", async () => {
    await desk.note([add("manual"), add("complaint"), add("hard-bounce")]);
    world.passRealTime(1000);

    await desk.note(lifts("human"));
    expect(await left(desk)).toMatch(/hard-bounce since [^,]+, complaint since [^,]+$/);

    await desk.note(lifts("person"));
    expect(await left(desk)).toMatch(/ana@example.com {2}hard-bounce since [^,]+$/);
  });

  it("P-24: has a name of its own, for an address has another id on another list", async () => {
    const other = await embedded();
    const names = [
      await desk.name(),
      await runningSuppressions(`http://127.0.0.1:${other.port}`, "mara").name(),
    ];
    await other.close();

    expect(names).toEqual([expect.stringMatching(/^[0-9a-f]{16}$/), expect.stringMatching(/^[0-9a-f]{16}$/)]);
    expect(names[0]).not.toBe(names[1]);
    expect(await desk.list()).toEqual([]);
  });

  it("leaves no row of an address that nothing was said of", async () => {
    const answers = await desk.note(lifts("human"));

    expect(answers.every(({ changed }) => !changed)).toBe(true);
    expect(await desk.list()).toEqual([]);
  });

  it.each(["", "{}", '{"by":"mara","requests":[{"channel":"fax"}]}'])(
    "takes nothing else: %j",
    async (body) => {
      const answer = await ask(world.port, "POST", "/api/suppressions", body, { host: "localhost" });

      expect(answer.status).toBe(400);
    },
  );
});

describe("the suppression list that npm start keeps", () => {
  it("P-24: is found again at the next start, by the same pepper", async () => {
    const folder = await mkdtemp(join(tmpdir(), "herald-"));
    const { startDynaliteTable } = await import("../../../local/dynalite-table");
    await (await startDynaliteTable(folder)).close();

    const before = await dataFolderSuppressions(folder, "mara");
    await before.note([add("manual")]);
    const name = await before.name();
    await before.close();
    const after = await dataFolderSuppressions(folder, "mara");
    expect(await after.name()).toBe(name);
    const [again] = await after.note([add("manual", { at: "2020-01-01T00:00:00.000Z" })]);
    await after.close();
    await rm(folder, { recursive: true });

    expect(again).toMatchObject({ changed: false, row: { causes: { manual: { by: "mara" } } } });
  });
});

describe("the suppression list of a deployed stack", () => {
  it("notes whose AWS credentials were used", async () => {
    const table = new MemoryStore() as never;
    const herald = {
      ...{ table, region: "eu-west-1", close() {} },
      explained: <T>(work: () => Promise<T>) => work(),
    };
    const sts = { send: async () => ({ Arn: "arn:aws:iam::1:user/mara" }), destroy: () => undefined };

    const desk = deployedSuppressions(herald, "Herald", sts as never);
    const [added] = await desk.note([add("manual")]);

    expect(added?.row.causes.manual?.by).toBe("mara");
    expect(desk.where).toBe("the stack Herald in eu-west-1");
    expect(await desk.list()).toHaveLength(1);
    await desk.close();
  });
});

describe("what is told of it", () => {
  it("says what stands, and what an import came to by lines of the file", async () => {
    const store = new MemoryStore();
    const row = { ...(await store.loadSuppression("email", ANA.address)), causes: {} };
    const stopped = {
      ...row,
      causes: { complaint: { suppressed: true, at: "2026-01-01", by: "x", id: "y" } },
    };

    expect(suppressionsText([row], "here")).toBe("Nobody is on the suppression list of here.");
    expect(addedText({ changed: true, row: stopped }, "here")).toBe(
      "ana@example.com is on the suppression list of here: complaint since 2026-01-01.",
    );
    expect(removedText(row, true, false, "here")).toBe(
      "ana@example.com is off the suppression list of here.",
    );
    expect(removedText(row, false, false, "here")).toContain("was not on");
    expect(removedText(stopped, false, false, "here")).toContain("--at-their-request");
    const { address: _address, ...hashed } = stopped;
    expect(suppressionsText([hashed], "here")).toContain(`(hash) ${row.id.slice(0, 16)}…`);
    const taken = [1, 2].map((line) => ({ line, request: add("manual") }));
    const answers = [true, false].map((changed) => ({ changed, row }));
    const refused = Array.from({ length: 22 }, (_, index) => ({ line: index + 4, why: "no address" }));
    const text = importedText(taken, answers, refused, "here");
    expect(text).toMatch(
      /^1 added to the suppression list of here, 1 known already, 22 refused.\n {2}line 4: no/,
    );
    expect(text).toMatch(/and 2 more$/);
  });
});
