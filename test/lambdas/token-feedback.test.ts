import fc from "fast-check";
import type { CompiledProgram } from "../../core/program";
import type { SendRecord } from "../../core/sending/ledger";
import type { ProviderAnswer } from "../../lambdas/send-message/channel-provider";
import { tokenFeedback } from "../../lambdas/send-message/token-feedback";
import { TryAgainLater } from "../../lambdas/shared/try-again-later";
import { plainProgram } from "../fixtures/plain-program";
import { commandOf, START, senderWorld } from "../fixtures/sender-world";

let program: CompiledProgram;
beforeAll(async () => {
  program = await plainProgram();
});

async function pushed(answer: ProviderAnswer) {
  const world = await senderWorld(program, async () => answer);
  world.know({ push_token: "token-1" }, ["news/push"]);
  const record = await world.attempt(commandOf(program, "nudge")).catch((error: unknown) => error);
  return { ...world, record };
}

const deadTokens = [{ token: "token-1" }];

describe("what a push service says of tokens", () => {
  it.each<[string, ProviderAnswer, string]>([
    ["was accepted elsewhere", { outcome: "accepted", providerId: "p1", deadTokens }, "accepted"],
    ["was rejected", { outcome: "rejected", detail: "410", reason: "token-gone", deadTokens }, "failed"],
    ["may be tried later", { outcome: "try-later", detail: "429", deadTokens }, "released"],
  ])("S-40: is said on the bus, where the message %s", async (_what, answer, status) => {
    const { published, row } = await pushed(answer);

    expect(row()).toMatchObject({ status, channel: "push" });
    expect(published).toMatchObject([
      {
        ...{ event: "Device Token Gone", personId: "ana", timestamp: START },
        properties: { token: "token-1", message: "nudge", journey: "cart" },
      },
    ]);
  });

  it("comes before the command goes back to its queue", async () => {
    const { record } = await pushed({ outcome: "try-later", detail: "429", deadTokens });

    expect(record).toBeInstanceOf(TryAgainLater);
  });

  it("is nothing on the bus where all tokens are well", async () => {
    expect((await pushed({ outcome: "accepted", providerId: "p1" })).published).toEqual([]);
  });

  it("S-40: is dated to the claim, so that a token registered during the call stays", () => {
    const row = {
      personId: "ana",
      journey: "cart",
      correlation: "c1",
      step: "send",
      at: START,
    } as SendRecord;

    expect(tokenFeedback(row, deadTokens)).toMatchObject([{ at: START, address: "token-1" }]);
  });

  it("has an id of its own for each token and each time, and the same one for the same", () => {
    const minutes = fc.integer({ min: 0, max: 3 }).map((minute) => `2026-03-02T09:0${minute}:00.000Z`);
    const said = fc.record({
      at: minutes,
      token: fc.constantFrom("token-1", "token-2"),
      step: fc.constantFrom("a", "b"),
    });
    const idOf = ({ at, token, step }: { at: string; token: string; step: string }) => {
      const row = { personId: "ana", journey: "cart", correlation: "c1", step, at } as SendRecord;
      return tokenFeedback(row, [{ token }])[0]?.occurrence;
    };

    fc.assert(
      fc.property(said, said, (one, other) => {
        const isSame = JSON.stringify(one) === JSON.stringify(other);
        expect(idOf(one) === idOf(other)).toBe(isSame);
      }),
    );
  });
});
