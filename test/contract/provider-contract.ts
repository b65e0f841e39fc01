import type { ChannelProvider, Outgoing } from "../../lambdas/send-message/channel-provider";

/** Something a service does when it is called: gives an answer, or throws where `says` is an error. */
interface ServiceSays {
  readonly what: string;
  readonly says: unknown;
}

/** A provider, and how the service behind it talks. */
export interface ProviderUnderTest<O extends Outgoing> {
  /** The provider over a client whose every call ends as `says`. */
  readonly over: (client: { send(command: unknown): Promise<unknown> }) => ChannelProvider<O>;
  readonly message: O;
  readonly accepts: { readonly says: unknown; readonly id: string };
  /** Refusals for good; they quote from the message what the service would. */
  readonly refuses: readonly ServiceSays[];
  /** Ways to say "not now" that only this service has. */
  readonly throttles?: readonly ServiceSays[];
  /** Ways to leave open what became of the message that only this service has. */
  readonly leavesOpen?: readonly ServiceSays[];
  /** What may be told to nobody. */
  readonly secrets: readonly string[];
}

/** An error as AWS clients throw it. */
export function awsError(name: string, httpStatusCode: number, more: object = {}): Error {
  return Object.assign(new Error(name), { name, $metadata: { httpStatusCode }, ...more });
}

const THROTTLES: readonly ServiceSays[] = [
  { what: "too many requests", says: awsError("TooManyRequestsException", 429) },
  { what: "a throttled account", says: awsError("ThrottlingException", 400) },
  { what: "a missing permission", says: awsError("AccessDeniedException", 403) },
  { what: "a connection refused", says: Object.assign(new Error("connect"), { code: "ECONNREFUSED" }) },
  { what: "a name that cannot be looked up", says: Object.assign(new Error("dns"), { code: "EAI_AGAIN" }) },
];

const LEAVES_OPEN: readonly ServiceSays[] = [
  { what: "a time-out", says: Object.assign(new Error("timed out"), { name: "TimeoutError" }) },
  { what: "a broken connection", says: Object.assign(new Error("read"), { code: "ECONNRESET" }) },
  { what: "an error of its own", says: awsError("InternalServerException", 500) },
  { what: "a service that is away", says: awsError("ServiceUnavailable", 503) },
];

/** What sending a message relies on, of every provider. */
export function providerContract<O extends Outgoing>(name: string, under: ProviderUnderTest<O>): void {
  const throttles = [...THROTTLES, ...(under.throttles ?? [])];
  const leavesOpen = [...LEAVES_OPEN, ...(under.leavesOpen ?? [])];
  const all = [{ what: "an id", says: under.accepts.says }, ...under.refuses, ...throttles, ...leavesOpen];

  /** Sends the message once, and tells what came of it and how often the service was called. */
  const sent = async (says: unknown) => {
    let calls = 0;
    const provider = under.over({
      async send() {
        calls += 1;
        if (says instanceof Error) throw says;
        return says;
      },
    });
    const outcome = await provider.send(under.message).then(
      (answer) => ({ answer }),
      (error: Error) => ({ error }),
    );
    return { calls, ...outcome };
  };

  describe(`${name}, as every provider`, () => {
    it("gives the service's id of a message that was accepted", async () => {
      const { answer } = (await sent(under.accepts.says)) as { answer?: unknown };

      expect(answer).toMatchObject({ outcome: "accepted", providerId: under.accepts.id });
    });

    it.each(under.refuses)("takes $what for a rejection", async ({ says }) => {
      expect(await sent(says)).toMatchObject({ answer: { outcome: "rejected" } });
    });

    it.each(throttles)("takes $what for a reason to try later", async ({ says }) => {
      expect(await sent(says)).toMatchObject({ answer: { outcome: "try-later" } });
    });

    it.each(leavesOpen)("throws at $what, which leaves the outcome open", async ({ says }) => {
      expect(await sent(says)).toMatchObject({ error: expect.any(Error) });
    });

    it.each(all)("calls the service once, whatever it says: $what", async ({ says }) => {
      expect(await sent(says)).toMatchObject({ calls: 1 });
    });

    it.each(all)("tells nothing of the message, neither in answers nor in logs: $what", async ({ says }) => {
      const lines: unknown[] = [];
      const levels = ["debug", "info", "log", "warn", "error"] as const;
      const spies = levels.map((level) =>
        jest.spyOn(console, level).mockImplementation((...said) => void lines.push(said)),
      );

      const outcome = await sent(says);

      for (const spy of spies) spy.mockRestore();
      // A token that is gone is named to the sender, which tells nobody but the person's devices.
      const { deadTokens: _deadTokens, ...answer } = "answer" in outcome ? outcome.answer : {};
      const told = "error" in outcome ? outcome.error.message : JSON.stringify(answer);
      expect(under.secrets.filter((secret) => told.includes(secret))).toEqual([]);
      expect(lines).toEqual([]);
    });
  });
}
