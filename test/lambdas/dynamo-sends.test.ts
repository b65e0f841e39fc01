import { foldFeedback } from "../../core/feedback/fold-feedback";
import { type SendRecord, sendKey } from "../../core/sending/ledger";
import { dynamoSends } from "../../lambdas/shared/dynamo-sends";
import { DynamoStore } from "../../lambdas/shared/dynamo-store";
import { DynamoTable } from "../../lambdas/shared/dynamo-table";
import { type LocalTable, startDynaliteTable } from "../../local/dynalite-table";
import { readRows } from "../../local/table-rows";
import { SEND } from "../fixtures/feedback-samples";

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";

const KEY = sendKey(SEND);

let local: LocalTable;
let store: DynamoStore;
let updateSend: ReturnType<typeof dynamoSends>;
beforeEach(async () => {
  local = await startDynaliteTable();
  store = new DynamoStore(local.client, local.name, () => SEND.at);
  updateSend = dynamoSends(new DynamoTable(local.client, local.name));
});
afterEach(() => local.close());

const stored = async () => (await store.loadSends("ana", [KEY]))[0];
const note = (kind: "delivered" | "bounced" | "complained", at: string) => (record: SendRecord) =>
  foldFeedback(record, { kind, at, channel: "email", providerId: "p1" });

describe("a ledger row in the table", () => {
  it("is changed and stays what the store reads, for as long as it was kept", async () => {
    await store.claimSend({ ...SEND, status: "unknown", reason: "no-answer" });
    const [before] = await readRows(local);

    const changed = await updateSend("ana", KEY, note("delivered", SEND.at));

    expect(changed).toEqual({ ...SEND, feedback: { delivered: SEND.at }, feedbackRevision: 1 });
    expect(await stored()).toEqual(changed);
    const [after, ...others] = await readRows(local);
    expect([after?.expiresAt, others]).toEqual([before?.expiresAt, []]);
  });

  it("is not there for a message that nobody knows of", async () => {
    expect(await updateSend("ana", KEY, note("delivered", SEND.at))).toBeUndefined();
    expect(await readRows(local)).toEqual([]);
  });

  it("is not written where there is nothing to change", async () => {
    await store.claimSend(SEND);
    const readOnly = new DynamoTable(
      {
        send: ((command: { constructor: { name: string } }) => {
          if (command.constructor.name === "PutCommand") throw new Error("wrote");
          return local.client.send(command as never);
        }) as never,
      },
      local.name,
    );

    expect(await dynamoSends(readOnly)("ana", KEY, (record) => record)).toEqual(SEND);
  });

  it("loses no feedback where all of it comes at once", async () => {
    await store.claimSend(SEND);
    const at = (seconds: number) => `2026-03-02T11:00:0${seconds}.000Z`;

    await Promise.all([
      updateSend("ana", KEY, note("delivered", at(1))),
      updateSend("ana", KEY, note("bounced", at(2))),
      updateSend("ana", KEY, note("complained", at(3))),
      updateSend("ana", KEY, note("delivered", at(4))),
    ]);

    expect((await stored())?.feedback).toEqual({ delivered: at(1), bounced: at(2), complained: at(3) });
  });

  it("is looked at again where a worker has decided on the send meanwhile", async () => {
    await store.claimSend({ ...SEND, status: "unknown" });
    const later = "2026-03-02T12:00:00.000Z";
    const seen: string[] = [];
    const overtaken = new DynamoTable(
      {
        send: (async (command: { constructor: { name: string } }) => {
          if (command.constructor.name === "PutCommand" && seen.length === 1) {
            await store.settleSend({ ...SEND, status: "handed-off", at: later });
          }
          return local.client.send(command as never);
        }) as never,
      },
      local.name,
    );

    const row = await dynamoSends(overtaken)("ana", KEY, (record) => {
      seen.push(record.status);
      return note("delivered", SEND.at)(record);
    });

    expect(seen).toEqual(["unknown", "handed-off"]);
    expect(row).toMatchObject({ at: later, feedback: { delivered: SEND.at } });
  });

  it("is not claimed again by who saw it before it was known to have been taken", async () => {
    const unknown: SendRecord = { ...SEND, status: "unknown" };
    await store.claimSend(unknown);

    await updateSend("ana", KEY, note("delivered", SEND.at));

    const again = { ...SEND, status: "handed-off" as const, at: "2026-03-02T11:05:00.000Z" };
    expect(await store.claimSend(again, unknown)).toMatchObject({
      claimed: false,
      existing: { status: "accepted", feedback: { delivered: SEND.at } },
    });
  });

  it("is given up where somebody else is always faster", async () => {
    await store.claimSend(SEND);
    const neverFirst = new DynamoTable(
      {
        send: (async (command: { constructor: { name: string } }) => {
          if (command.constructor.name !== "PutCommand") return local.client.send(command as never);
          throw Object.assign(new Error("no"), { name: "ConditionalCheckFailedException" });
        }) as never,
      },
      local.name,
    );

    await expect(dynamoSends(neverFirst)("ana", KEY, note("bounced", SEND.at))).rejects.toThrow("10 times");
  });
});
