import type { OutgoingPush, ProviderAnswer } from "../../lambdas/send-message/channel-provider";
import { TestHerald } from "../../local/test-kit";
import { lastCall, nudge, plainProgram, plainWords } from "../fixtures/plain-program";

const { exit, journey, on, send, wait } = plainWords;

/** Herald with a journey that nudges whoever leaves a cart, at once, and a push service that says the same each time. */
async function herald(...answers: Partial<ProviderAnswer>[]) {
  const program = await plainProgram([
    journey("nudge", {
      description: "A nudge.",
      stage: "purchase",
      trigger: on("Cart Updated", { per: "cart_id" }),
      steps: [send(nudge, { channels: ["push"] })],
    }),
    journey("last-call", {
      description: "Writes a day later, unless a device was lost.",
      stage: "purchase",
      trigger: on("Cart Updated"),
      steps: [wait({ days: 1 }), send(lastCall)],
      exits: [exit("device-lost", "Device Token Gone")],
    }),
  ]);
  const pushed: (readonly string[])[] = [];
  const push = {
    async send({ devices }: OutgoingPush): Promise<ProviderAnswer> {
      pushed.push(devices.map(({ token, service }) => `${token} ${service}`));
      const answer = {
        outcome: "accepted",
        providerId: `push-${pushed.length}`,
        ...answers[pushed.length - 1],
      };
      return answer as ProviderAnswer;
    },
  };
  const it = await TestHerald.start({ program, providers: { push } });
  await it.track("ana", "Consent Given", { topic: "news", channel: "push" });
  const use = (token: string, type: string, event = "Application Opened") =>
    it.track("ana", event, {}, { context: { device: { token, type } } });
  let carts = 0;
  const leaveCart = async () => {
    carts += 1;
    await it.advance({ minutes: 1 });
    await it.track("ana", "Cart Updated", { cart_id: `c${carts}`, products: ["tent"] });
  };
  return { it, pushed, use, leaveCart };
}

describe("push, in an embedded Herald", () => {
  it("reaches every device of a person in one call, each by its own service", async () => {
    const { it, pushed, use, leaveCart } = await herald();
    await use("7ab1e7", "ios");
    await it.advance({ minutes: 1 });
    await use("phone", "android");

    await leaveCart();

    expect(pushed).toEqual([["phone GCM", "7ab1e7 APNS"]]);
    expect(it.ledger("ana")).toMatchObject([{ status: "accepted", channel: "push", facts: { devices: 2 } }]);
  });

  it("S-44: reaches no device that was signed out", async () => {
    const { pushed, use, leaveCart } = await herald();
    await use("phone", "android");
    await use("7ab1e7", "ios");
    await use("7ab1e7", "ios", "Signed Out");

    await leaveCart();

    expect(pushed).toEqual([["phone GCM"]]);
  });

  it("S-40: does not go again to a token that was gone, until its device is heard of again", async () => {
    const { it, pushed, use, leaveCart } = await herald({ deadTokens: [{ token: "phone" }] });
    await use("phone", "android");
    await use("7ab1e7", "ios");

    await leaveCart();
    await leaveCart();
    await it.advance({ minutes: 1 });
    await use("phone", "android");
    await leaveCart();

    expect(pushed.map((tokens) => tokens.length)).toEqual([2, 1, 2]);
    expect(pushed[1]).toEqual(["7ab1e7 APNS"]);
  });

  it("S-41: goes to the new token that a service gave in place of another", async () => {
    const instead = { token: "phone-2", service: "GCM" } as const;
    const { pushed, use, leaveCart } = await herald({ deadTokens: [{ token: "phone", instead }] });
    await use("phone", "android");

    await leaveCart();
    await leaveCart();

    expect(pushed).toEqual([["phone GCM"], ["phone-2 GCM"]]);
  });

  it("S-40: has no address left once the only token was gone", async () => {
    const rejected = { outcome: "rejected", detail: "410", reason: "token-gone" } as const;
    const { it, pushed, use, leaveCart } = await herald({ ...rejected, deadTokens: [{ token: "phone" }] });
    await use("phone", "android");

    await leaveCart();
    await leaveCart();

    expect(pushed).toHaveLength(1);
    expect(it.ledger("ana")).toMatchObject([
      { status: "failed", reason: "provider-rejected" },
      { status: "skipped", reason: "no-address" },
    ]);
  });

  it("S-40: says that a token is gone at once, also where the message was sent at the second attempt", async () => {
    const { it, use, leaveCart } = await herald(
      { outcome: "try-later", detail: "429" },
      { deadTokens: [{ token: "phone" }] },
    );
    await use("phone", "android");

    await leaveCart();
    await it.advance({ seconds: 30 });

    expect(it.ledger("ana")).toMatchObject([{ status: "accepted", channel: "push" }]);
    expect(it.run("ana", "last-call")?.ended?.reason).toBe("device-lost");
  });

  it("S-41: does not go to a device that was not heard of for 270 days", async () => {
    const { it, pushed, use, leaveCart } = await herald();
    await use("phone", "android");

    await it.advance({ days: 270 });
    await leaveCart();

    expect(pushed).toEqual([]);
    expect(it.ledger("ana")).toMatchObject([{ reason: "no-address", facts: { stale: true } }]);
  });
});
