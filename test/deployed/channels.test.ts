import { createPrivateKey } from "node:crypto";
import { readFileSync } from "node:fs";
import { SignJWT } from "jose";
import type { JsonObject } from "../../core/json";
import type { Channel } from "../../core/messages/message";
import { emulator, stackOutput } from "./account";
import { DeployedHerald } from "./deployed-herald";
import { INBOX_KEY_ID } from "./deployment";
import { eventually } from "./eventually";
import type { Fact } from "./facts";
import { askApi } from "./public-api";

/** Somebody in California, where it is this hour now, whatever the day. */
function whereItIs(hour: number): { country: string; region: string; timezone: string } {
  const ahead = ((hour - new Date().getUTCHours() + 36) % 24) - 12;
  // POSIX counts the other way round.
  const timezone = ahead === 0 ? "Etc/GMT" : `Etc/GMT${ahead > 0 ? "-" : "+"}${Math.abs(ahead)}`;
  return { country: "US", region: "CA", timezone };
}

const rewardGranted = (userId: string, reward = "gold-packing-cubes"): Fact => ({
  event: "Reward Granted",
  userId,
  properties: { reward, tier: "gold" },
});

/** Who can be reached by which channel alone. */
const PEOPLE: { readonly [C in Channel]: { readonly id: string; readonly traits: JsonObject } } = {
  email: { id: "emilia", traits: {} },
  sms: { id: "samira", traits: { phone: "+12025550123" } },
  push: { id: "pia", traits: { push_token: "token-of-pia" } },
  inbox: { id: "ines", traits: {} },
  banner: { id: "bert", traits: {} },
};

let herald: DeployedHerald;
let url: string;

beforeAll(async () => {
  herald = await DeployedHerald.find();
  url = await stackOutput("InboxUrl");
});

async function agreeing(id: string, channel: Channel, traits: JsonObject): Promise<void> {
  await herald.introduce(id, { agreesTo: [], ...whereItIs(13), ...traits });
  const proof = { source: "sign-up", wording: "2026-11" };
  await herald.put({
    event: "Consent Given",
    userId: id,
    properties: { topic: "rewards", channel, ...proof },
  });
  await eventually(async () => {
    const { person } = await herald.rowsOf(id);
    expect(person?.consents[`rewards/${channel}`]?.given).toBe(true);
  });
}

const sent = (id: string, like: object) =>
  eventually(async () => {
    const { sends } = await herald.rowsOf(id);
    expect(sends).toContainEqual(expect.objectContaining({ message: "reward-granted", ...like }));
  });

/** Asks as the company's app does for its signed-in user. */
async function asApp(userId: string, path: string, method = "GET", body = {}) {
  const key = createPrivateKey(readFileSync(emulator.inboxKeyFile));
  const token = await new SignJWT()
    .setProtectedHeader({ alg: "EdDSA", kid: INBOX_KEY_ID })
    .setAudience("herald-inbox")
    .setSubject(userId)
    .setIssuedAt()
    .setExpirationTime("15m")
    .sign(key);
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
  return askApi(`${url}${path}`, {
    method,
    headers,
    ...(method === "POST" && { body: JSON.stringify(body) }),
  });
}

describe("one message of one journey, on the first channel that reaches each person", () => {
  beforeAll(async () => {
    for (const [channel, { id, traits }] of Object.entries(PEOPLE))
      await agreeing(id, channel as Channel, traits);
    await herald.put(...Object.values(PEOPLE).map(({ id }) => rewardGranted(id)));
  });

  it.each(Object.entries(PEOPLE))(
    "leaves by %s, and says in the ledger what was tried before",
    async (channel, { id }) => {
      await sent(id, { channel, status: "accepted" });
    },
  );

  it("reached the mailbox, the phone by text and by push, and nobody else's", async () => {
    expect(herald.mailsTo("emilia")).toHaveLength(1);
    await eventually(() => {
      const phones = herald.phones();
      expect(phones).toContainEqual({
        channel: "sms",
        request: expect.objectContaining({
          DestinationPhoneNumber: "+12025550123",
          MessageBody: expect.stringMatching(/^Fernweh & Co\.: For you: .* Reply STOP/),
          MessageType: "PROMOTIONAL",
          ConfigurationSetName: "herald-marketing",
          MaxPrice: "0.08000",
        }),
      });
      expect(phones).toContainEqual({
        channel: "push",
        request: expect.objectContaining({
          MessageRequest: expect.objectContaining({ Addresses: { "token-of-pia": { ChannelType: "GCM" } } }),
        }),
      });
    });
    for (const { id } of Object.values(PEOPLE)) {
      if (id !== "emilia") expect(herald.mailsTo(id)).toEqual([]);
    }
  });

  it("is in the inbox of its reader and of nobody else, and comes back as opened (X-45)", async () => {
    await sent("ines", { channel: "inbox", status: "accepted" });

    const { status, text } = await asApp("ines", "/inbox");
    const others = await asApp("bert", "/inbox");

    expect(status).toBe(200);
    const [notice] = JSON.parse(text).messages;
    expect(notice).toMatchObject({ title: "You have reached Gold" });
    expect(JSON.parse(others.text).messages).toEqual([]);
    expect((await asApp("bert", `/notices/${notice.id}/seen`, "POST", { showing: 1 })).status).toBe(404);
    expect(
      (await asApp("ines", `/notices/${notice.id}/seen`, "POST", { showing: notice.showing })).status,
    ).toBeLessThan(300);
    await sent("ines", { feedback: expect.objectContaining({ opened: expect.anything() }) });
  });

  it("is a banner until its reader dismisses it", async () => {
    await sent("bert", { channel: "banner", status: "accepted" });
    const banners = async () => JSON.parse((await asApp("bert", "/banners?placement=home")).text).banners;
    const [banner] = await banners();
    expect(banner).toMatchObject({ title: "You have reached Gold" });

    await asApp("bert", `/notices/${banner.id}/dismissed`, "POST");

    expect(await banners()).toEqual([]);
    await eventually(async () => {
      const { events } = await herald.rowsOf("bert");
      expect(events.map(({ event }) => event)).toContain("Message Dismissed");
    });
  });

  it("is read by nobody without a token, or with one that is forged", async () => {
    expect((await askApi(`${url}/inbox`)).status).toBe(401);
    expect((await askApi(`${url}/inbox`, { headers: { authorization: "Bearer e30.e30.e30" } })).status).toBe(
      401,
    );
  });
});

describe("STOP, from a phone (S-7)", () => {
  it("silences the next text message to that number, and is withdrawn by whoever has it", async () => {
    await agreeing("stan", "sms", { phone: "+12025550188" });

    await herald.reply("+12025550188", "Stop.");

    await eventually(async () => {
      const { person } = await herald.rowsOf("stan");
      expect(person?.consents["*/sms"]).toMatchObject({ given: false, source: "reply" });
    });
    await herald.put(rewardGranted("stan"));
    await sent("stan", {
      status: "skipped",
      facts: expect.objectContaining({
        tried: expect.arrayContaining([expect.objectContaining({ channel: "sms", reason: "suppressed" })]),
      }),
    });
    const to = herald
      .phones()
      .map(({ request }) => "DestinationPhoneNumber" in request && request.DestinationPhoneNumber);
    expect(to).not.toContain("+12025550188");
  });
});

describe("a push that would come at night (S-24)", () => {
  it("is held by a machine, and arrives in the morning where its reader is", async () => {
    const token = "token-of-nora";
    await agreeing("nora", "push", { push_token: token, ...whereItIs(23) });
    const arrived = () =>
      herald
        .phones()
        .some(
          ({ channel, request }) => channel === "push" && token in (request.MessageRequest?.Addresses ?? {}),
        );

    await herald.whileDayTakes(30_000, async () => {
      await herald.put(rewardGranted("nora"));
      await sent("nora", { status: "deferred", reason: "quiet-hours", channel: "push" });
      expect(arrived()).toBe(false);
      // The emulator's night takes seconds; morning comes because the reader has flown on to where it is.
      await herald.put({ event: "Identify", userId: "nora", traits: whereItIs(9) });

      await sent("nora", { status: "accepted", channel: "push" });
    });

    expect(arrived()).toBe(true);
  });
});
