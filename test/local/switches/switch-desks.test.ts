import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { STSClient } from "@aws-sdk/client-sts";
import { recentSwitches } from "../../../lambdas/send-message/recent-switches";
import { DynamoStore } from "../../../lambdas/shared/dynamo-store";
import { throwSwitch } from "../../../lambdas/shared/throw-switch";
import { startDynaliteTable } from "../../../local/dynalite-table";
import { MemoryStore } from "../../../local/memory-store";
import { dataFolderSwitches } from "../../../local/switches/data-folder-switches";
import { deployedSwitches, KNOWN_FOR_SECONDS } from "../../../local/switches/deployed-switches";
import { runningSwitches } from "../../../local/switches/running-switches";
import { TableKeep } from "../../../local/table-keep";
import { ask, type Embedded, embedded, event, START } from "../embedded-fixture";

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";

describe("the data that npm start keeps", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "herald-"));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it("R-30: keeps a switch for the next start, at the time of its own clock", async () => {
    const aheadMs = 3 * 86_400_000;
    const before = await startDynaliteTable(folder);
    await (await TableKeep.open(before, [])).put("clock", "clock", { aheadMs });
    await before.close();

    const desk = await dataFolderSwitches(folder, "mara");
    await desk.turnOff("purpose:marketing", "wrong price");
    await desk.turnOff("channel:sms");
    const change = await desk.turnOn("channel:sms");
    await desk.close();

    const after = await startDynaliteTable(folder);
    const { off } = await new DynamoStore(after.client, after.name, () => START).loadSwitches();
    await after.close();
    expect(change.changed).toBe(true);
    expect(off).toMatchObject({ "purpose:marketing": { by: "mara", why: "wrong price" } });
    expect(Object.keys(off)).toEqual(["purpose:marketing"]);
    expect(Date.parse(off["purpose:marketing"]?.at ?? "") - Date.now()).toBeGreaterThan(aheadMs - 60_000);
  });
});

describe("a Herald that runs", () => {
  let world: Embedded;
  beforeEach(async () => {
    world = await embedded();
  });
  afterEach(() => world.close());

  const deskOf = ({ port }: Embedded) => runningSwitches(`http://127.0.0.1:${port}`, "mara");

  it("R-30: skips the next message that meets a switch, and sends the one after it is on again", async () => {
    const desk = deskOf(world);
    const { herald } = world;
    await herald.deliver(event("Identify", { userId: "ana", traits: { email: "ana@example.com" } }));
    const topic = { topic: "news", channel: "email" };
    await herald.deliver(event("Consent Given", { userId: "ana", properties: topic }));
    const cart = { cart_id: "c1", products: [{}] };
    await herald.deliver(event("Cart Updated", { userId: "ana", properties: cart }));

    const thrown = await desk.turnOff("purpose:marketing", "wrong price");
    await herald.advanceTo("2026-03-02T11:00:00.000Z");
    const listed = await desk.list();
    const skipped = [...(herald.people.get("ana")?.sends.values() ?? [])];
    await desk.turnOn("purpose:marketing");
    await herald.advanceTo("2026-03-04T11:00:00.000Z");

    const off = { "purpose:marketing": { at: START, by: "mara", why: "wrong price" } };
    expect(thrown).toEqual({ changed: true, off });
    expect(listed).toEqual(off);
    expect(skipped).toMatchObject([
      {
        message: "reminder",
        status: "skipped",
        reason: "switched-off",
        facts: { switch: "purpose:marketing" },
      },
    ]);
    const sends = [...(herald.people.get("ana")?.sends.values() ?? [])];
    expect(sends.map(({ message, status }) => [message, status])).toEqual([
      ["reminder", "skipped"],
      ["last-call", "accepted"],
    ]);
    expect(herald.outbox.items).toHaveLength(1);
    expect(await desk.list()).toEqual({});
  });

  it.each([
    ["PUT", "/api/switches/everything", '{"by":"mara"}', 404, 'there is no switch "everything"'],
    ["DELETE", "/api/switches/everything", "", 404, 'there is no switch "everything"'],
    ["PUT", "/api/switches/all", "", 400, "say who switches off"],
    ["PUT", "/api/switches/all", '{"by":""}', 400, "say who switches off"],
    ["PUT", "/api/switches/all", '{"by":"mara","off":false}', 400, "say who switches off"],
  ])("takes no %s of %s with %j", async (method, path, body, status, error) => {
    const answer = await ask(world.port, method, path, body, { host: "localhost" });

    expect(answer.status).toBe(status);
    expect(JSON.parse(answer.text).error).toContain(error);
    expect((await world.herald.switches.loadSwitches()).revision).toBe(0);
  });

  it("lets no other web page throw a switch", async () => {
    const headers = { host: "localhost", origin: "http://elsewhere.example" };

    const answer = await ask(world.port, "PUT", "/api/switches/all", '{"by":"page"}', headers);

    expect(answer.status).toBe(403);
    expect(await deskOf(world).list()).toEqual({});
  });
});

describe("a deployed stack", () => {
  const sts = {
    send: async () => ({ Arn: "arn:aws:sts::123456789012:assumed-role/Marketing/mara@example.com" }),
    destroy: () => undefined,
  } as unknown as Pick<STSClient, "send" | "destroy">;

  it("notes whose AWS credentials threw a switch, and says where that was", async () => {
    const table = new MemoryStore() as unknown as DynamoStore;
    const herald = {
      table,
      region: "eu-west-1",
      explained: <T>(work: () => Promise<T>) => work(),
      close() {},
    };

    const desk = deployedSwitches(herald, "Herald", sts);
    const { off } = await desk.turnOff("all");

    expect(off.all?.by).toBe("mara@example.com");
    expect([desk.where, desk.flags]).toEqual([
      "the stack Herald in eu-west-1",
      " --stack Herald --region eu-west-1",
    ]);
  });

  it("R-30: has a switch in force as soon as the command says", async () => {
    const store = new MemoryStore();
    let nowMs = 0;
    const switches = recentSwitches(store, () => nowMs);
    await switches();
    await throwSwitch(store, "all", { at: START, by: "mara" });

    nowMs = KNOWN_FOR_SECONDS * 1000 - 1;
    const justBefore = await switches();
    nowMs += 1;
    const then = await switches();

    expect(justBefore).toEqual({});
    expect(then).toEqual({ all: { at: START, by: "mara" } });
  });
});
