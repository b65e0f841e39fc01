import fc from "fast-check";
import type { Happened } from "../../core/metrics";
import { foldAction, type NoticeAction } from "../../core/notices/notice-action";
import { actOnNotice } from "../../lambdas/serve-notices/act-on-notice";
import { inboxWorld } from "../fixtures/inbox-world";
import { bannerOf } from "../fixtures/notice-samples";

const { id } = bannerOf();
const instants = fc.integer({ min: 0, max: 50 }).map((minute) => new Date(minute * 60_000).toISOString());
const actions: fc.Arbitrary<NoticeAction> = fc.oneof(
  fc.record({ kind: fc.constant("seen" as const), showing: fc.integer({ min: 1, max: 4 }), at: instants }),
  fc.record({ kind: fc.constantFrom("clicked" as const, "dismissed" as const), at: instants }),
);

describe("what a person does on several devices at once", () => {
  it("is all noted, and told of once by kind, whoever comes first (E-50)", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(actions, { minLength: 1, maxLength: 8 }), async (list) => {
        const world = await inboxWorld([bannerOf()]);

        await Promise.all(list.map((action) => actOnNotice("ana", id, action, world.ports)));

        const kept = await world.notices.get("ana", id);
        const { seen, clickedAt, dismissedAt } = list.reduce(foldAction, bannerOf());
        expect([kept?.seen, kept?.clickedAt, kept?.dismissedAt]).toEqual([seen, clickedAt, dismissedAt]);
        const kinds = new Set(list.map(({ kind }) => kind));
        expect(new Set(world.published.map(({ messageId }) => messageId)).size).toBe(kinds.size);
      }),
      { numRuns: 50 },
    );
  });

  it("E-50: is counted the first time, like what becomes of any other message", async () => {
    const world = await inboxWorld([bannerOf()]);
    const counted: Happened[] = [];
    const ports = {
      ...world.ports,
      count: (happened: readonly Happened[]) => void counted.push(...happened),
    };
    const at = "2026-03-02T09:30:00.000Z";

    for (const action of [
      { kind: "seen", showing: 1, at },
      { kind: "clicked", at },
      { kind: "clicked", at },
    ] as const)
      await actOnNotice("ana", id, action, ports);

    expect(counted).toMatchObject([
      { metric: "MessagesOpened", channel: "banner" },
      { metric: "MessagesClicked", channel: "banner" },
    ]);
  });

  it("is noted though a worker dies anywhere on the way, once it is told again", async () => {
    await fc.assert(
      fc.asyncProperty(actions, fc.constantFrom("updateSend", "publish", "save"), async (action, where) => {
        const world = await inboxWorld([bannerOf()]);
        const die = async () => {
          throw new Error("died");
        };
        const { ports } = world;
        const dying =
          where === "save" ? { ...ports, notices: mortal(world.notices, die) } : { ...ports, [where]: die };
        await expect(actOnNotice("ana", id, action, dying)).rejects.toThrow("died");

        await actOnNotice("ana", id, action, ports);

        expect(await world.notices.get("ana", id)).toEqual({
          ...foldAction(bannerOf(), action),
          revision: 2,
        });
        expect(new Set(world.published.map(({ messageId }) => messageId)).size).toBe(1);
      }),
      { numRuns: 30 },
    );
  });

  it("says of a notice that nobody has that there is none", async () => {
    const { ports, published } = await inboxWorld();

    expect(await actOnNotice("ana", id, { kind: "clicked", at: ports.now() }, ports)).toBe(false);
    expect(published).toEqual([]);
  });
});

type Kept = Awaited<ReturnType<typeof inboxWorld>>["notices"];

function mortal(notices: Kept, save: () => Promise<never>) {
  return { get: (personId: string, of: string) => notices.get(personId, of), list: notices.list, save };
}
