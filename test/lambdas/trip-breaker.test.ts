import { PutConfigurationSetSendingOptionsCommand } from "@aws-sdk/client-sesv2";
import { ALL_ON, type SwitchBoard } from "../../core/sending/kill-switch";
import { sesSending } from "../../lambdas/trip-breaker/ses-sending";
import { readTrip, type Trip, tripBreaker } from "../../lambdas/trip-breaker/trip-breaker";

const trip: Trip = {
  stream: "marketing",
  alarm: "Stop marketing complaints",
  why: "Threshold Crossed: 1 datapoint [0.12] was greater than or equal to the threshold (0.1).",
};

/** Switches that are kept, and an SES that remembers what it was told. */
class World {
  board: SwitchBoard = ALL_ON;
  now = "2026-11-23T10:00:00.000Z";
  readonly stopped: string[] = [];
  lostRaces = 0;
  sesFails = false;
  tableFails = false;

  readonly ports = {
    now: () => this.now,
    store: {
      loadSwitches: async () => this.board,
      saveSwitches: async (board: SwitchBoard) => {
        if (this.tableFails) throw new Error("no table");
        if (this.lostRaces-- > 0) return false;
        this.board = { ...board, revision: board.revision + 1 };
        return true;
      },
    },
    stopEmails: async (stream: string) => {
      if (this.sesFails) throw new Error("no SES");
      this.stopped.push(stream);
    },
  };
}

describe("a breaker that trips", () => {
  it("E-41: throws the stream's switch, says by whom and why, and has SES stop", async () => {
    const world = new World();

    const tripped = await tripBreaker(trip, world.ports);

    expect(tripped).toEqual({ switchName: "purpose:marketing", changed: true });
    expect(world.board.off).toEqual({
      "purpose:marketing": { at: world.now, by: "the breaker", why: `${trip.alarm}: ${trip.why}` },
    });
    expect(world.stopped).toEqual(["marketing"]);
  });

  it("leaves the other stream alone, and switches that others threw", async () => {
    const world = new World();
    world.board = { off: { "channel:sms": { at: world.now, by: "kim" } }, revision: 4 };

    await tripBreaker({ ...trip, stream: "transactional" }, world.ports);

    expect(Object.keys(world.board.off).sort()).toEqual(["channel:sms", "purpose:transactional"]);
    expect(world.stopped).toEqual(["transactional"]);
  });

  it("changes nothing the second time, so that the list tells since when the stream has stood still", async () => {
    const world = new World();
    await tripBreaker(trip, world.ports);
    const { board } = world;

    world.now = "2026-11-23T11:00:00.000Z";
    const again = await tripBreaker({ ...trip, alarm: "Stop marketing bounces" }, world.ports);

    expect(again.changed).toBe(false);
    expect(world.board).toBe(board);
    expect(world.stopped).toEqual(["marketing", "marketing"]);
  });

  it("throws the switch though others throw theirs meanwhile, and gives up where they never stop", async () => {
    const busy = new World();
    busy.lostRaces = 3;
    const hopeless = new World();
    hopeless.lostRaces = 1_000;

    await expect(tripBreaker(trip, busy.ports)).resolves.toMatchObject({ changed: true });
    await expect(tripBreaker(trip, hopeless.ports)).rejects.toThrow("others threw switches 25 times");
  });

  it("does the one though the other fails, and fails so that it is done again", async () => {
    const withoutSes = new World();
    withoutSes.sesFails = true;
    const withoutTable = new World();
    withoutTable.tableFails = true;

    await expect(tripBreaker(trip, withoutSes.ports)).rejects.toThrow(
      "marketing was not stopped: Error: no SES",
    );
    await expect(tripBreaker(trip, withoutTable.ports)).rejects.toThrow("no table");

    expect(withoutSes.board.off).toHaveProperty("purpose:marketing");
    expect(withoutTable.stopped).toEqual(["marketing"]);
  });
});

describe("SES", () => {
  it("E-41: is told of every configuration set of the stream, and of no other's", async () => {
    const told: unknown[] = [];
    const client = { send: async (command: unknown) => void told.push(command) } as never;

    await sesSending(client, { marketing: ["m", "m-tracked"], transactional: ["t"] })("marketing");

    expect(told.every((command) => command instanceof PutConfigurationSetSendingOptionsCommand)).toBe(true);
    expect(told).toMatchObject([
      { input: { ConfigurationSetName: "m", SendingEnabled: false } },
      { input: { ConfigurationSetName: "m-tracked", SendingEnabled: false } },
    ]);
  });
});

describe("what the rule hands on", () => {
  it("is a stream, an alarm and why, and anything else is refused", () => {
    expect(readTrip(trip)).toEqual(trip);
    for (const event of [undefined, [], {}, { ...trip, stream: "all" }, { ...trip, why: 1 }])
      expect(() => readTrip(event)).toThrow("a breaker trips for a stream, an alarm and why, got");
  });
});
