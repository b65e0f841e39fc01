import { TryAgainLater } from "../../lambdas/shared/try-again-later";
import { inboxWorld, NOW, SHOP, tokenOf } from "../fixtures/inbox-world";
import { bannerOf, noticeOf } from "../fixtures/notice-samples";

const ofBen = noticeOf({
  ...{ personId: "ben", sendKey: "order#o-1#send", journey: "order", correlation: "o-1", step: "send" },
  title: "Only for Ben",
});
const ben = { ...ofBen, id: Buffer.from("inbox#order#o-1#send").toString("base64url") };
const banner = bannerOf({ personId: "ben", title: "Ben's banner" });
const ROUTES = [
  { path: "/inbox", method: "GET" },
  { path: "/banners", method: "GET" },
  ...[ben.id, banner.id].flatMap((id) =>
    ["seen", "clicked", "dismissed"].map((kind) => ({
      path: `/notices/${id}/${kind}`,
      method: "POST",
      body: '{"showing":1}',
    })),
  ),
];

describe("another user's notices (X-45)", () => {
  it.each(ROUTES)("stay theirs: $method $path with Ana's token", async (route) => {
    const world = await inboxWorld([ben, banner]);
    const before = [await world.notices.get("ben", ben.id), await world.notices.get("ben", banner.id)];

    const answer = await world.askAs("ana", {
      ...route,
      query: { user: "ben", userId: "ben", personId: "ben", sub: "ben" },
    });

    expect(answer.body).not.toContain("Ben");
    expect(answer.status).toBe(route.method === "GET" ? 200 : 404);
    expect([await world.notices.get("ben", ben.id), await world.notices.get("ben", banner.id)]).toEqual(
      before,
    );
    expect(world.published).toEqual([]);
  });

  it("are not told from notices that nobody has", async () => {
    const world = await inboxWorld([ben]);
    const none = Buffer.from("inbox#order#o-2#send").toString("base64url");

    const theirs = await world.askAs("ana", { method: "POST", path: `/notices/${ben.id}/clicked` });
    const nobodys = await world.askAs("ana", { method: "POST", path: `/notices/${none}/clicked` });

    expect(theirs).toEqual(nobodys);
  });

  it("stay theirs where both have a notice of the same id", async () => {
    const world = await inboxWorld([noticeOf(), noticeOf({ personId: "ben" })]);

    await world.askAs("ana", { method: "POST", path: `/notices/${noticeOf().id}/dismissed` });

    expect(await world.notices.get("ana", noticeOf().id)).toMatchObject({ dismissedAt: NOW });
    expect((await world.notices.get("ben", noticeOf().id))?.dismissedAt).toBeUndefined();
  });

  it.each(ROUTES)("are for nobody without a token: $method $path", async (route) => {
    const world = await inboxWorld([ben, banner]);
    const mine = await tokenOf("ben");

    for (const authorization of [undefined, "", "Bearer", "Bearer x", mine, `Basic ${mine}`]) {
      const answer = await world.ask({ ...route, ...(authorization !== undefined && { authorization }) });
      expect([answer.status, answer.body]).toEqual([401, '{"error":"not signed in"}']);
    }
    expect(world.published).toEqual([]);
  });

  it("cannot be asked for by an id of anything else in the table", async () => {
    const world = await inboxWorld([ben]);

    for (const id of ["PROFILE", "..%2f", "SEND#x", Buffer.from("SEND#order").toString("base64url")]) {
      const answer = await world.askAs("ben", { method: "POST", path: `/notices/${id}/clicked` });
      expect(answer.status).toBe(404);
    }
  });
});

describe("what an app asks", () => {
  it("is answered with texts in JSON, which no browser takes for a page (X-46)", async () => {
    const html = noticeOf({ title: "<b>Hi</b>", body: "<script>alert(1)</script>" });
    const world = await inboxWorld([html]);

    const { status, headers, body } = await world.askAs("ana", { path: "/inbox" });

    expect(status).toBe(200);
    expect(headers).toMatchObject({
      "content-type": "application/json; charset=utf-8",
      "x-content-type-options": "nosniff",
      "cache-control": "no-store",
    });
    expect(JSON.parse(body)).toMatchObject({ messages: [{ title: "<b>Hi</b>", read: false }], unread: 1 });
  });

  it("gives the banners of a place", async () => {
    const world = await inboxWorld([bannerOf({ placement: "home" })]);
    const titles = async (query: Record<string, string>) =>
      JSON.parse((await world.askAs("ana", { path: "/banners", query })).body).banners.length;

    expect([
      await titles({ placement: "home" }),
      await titles({ placement: "cart" }),
      await titles({}),
    ]).toEqual([1, 0, 0]);
  });

  it("comes back as events and on the ledger, the first of each kind once (E-50)", async () => {
    const world = await inboxWorld([noticeOf()]);
    const act = (kind: string) =>
      world.askAs("ana", {
        method: "POST",
        path: `/notices/${noticeOf().id}/${kind}`,
        body: '{"showing":1}',
      });

    for (const kind of ["seen", "seen", "clicked", "clicked", "dismissed", "dismissed"])
      expect((await act(kind)).status).toBe(204);

    expect(world.published.map(({ event }) => event)).toEqual([
      ...["Message Opened", "Message Clicked", "Message Dismissed"],
    ]);
    expect(world.published[0]).toMatchObject({
      personId: "ana",
      timestamp: NOW,
      properties: { message: "welcome", channel: "inbox", journey: "welcome-series", actor: "human" },
    });
    expect([...world.sends.values()][0]?.feedback).toEqual({ opened: NOW, clicked: NOW, dismissed: NOW });
  });

  it("is told again under the same id where its worker died before it was noted", async () => {
    const world = await inboxWorld([noticeOf()]);
    const dying = { ...world.ports.notices, get: world.notices.get.bind(world.notices) };
    const save = world.notices.save.bind(world.notices);
    world.notices.save = async () => {
      throw new Error("died");
    };
    const request = { method: "POST", path: `/notices/${noticeOf().id}/clicked` };
    await expect(world.askAs("ana", request)).rejects.toThrow("died");
    world.notices.save = save;

    await world.askAs("ana", request);

    expect(await dying.get("ana", noticeOf().id)).toMatchObject({ clickedAt: NOW });
    expect(new Set(world.published.map(({ messageId }) => messageId)).size).toBe(1);
  });

  it("has ids of its own for each person", async () => {
    const world = await inboxWorld([noticeOf(), noticeOf({ personId: "ben" })]);

    for (const user of ["ana", "ben"])
      await world.askAs(user, { method: "POST", path: `/notices/${noticeOf().id}/clicked` });

    expect(new Set(world.published.map(({ messageId }) => messageId)).size).toBe(2);
  });

  it("is put off while the message is still being handed over", async () => {
    const world = await inboxWorld([noticeOf()]);
    const updateSend = async () => {
      throw new TryAgainLater("still being sent");
    };
    Object.assign(world.ports, { updateSend });

    const answer = await world.askAs("ana", { method: "POST", path: `/notices/${noticeOf().id}/clicked` });

    expect(answer).toMatchObject({ status: 503, headers: { "retry-after": "5" } });
  });

  it.each([
    [{ path: "/inbox", query: { after: "x" } }, 400],
    [{ path: "/banners", query: { placement: "Home Page" } }, 400],
    [{ path: `/notices/${noticeOf().id}/seen`, method: "POST" }, 400],
    [{ path: `/notices/${noticeOf().id}/seen`, method: "POST", body: '{"showing":0}' }, 400],
    [{ path: `/notices/${noticeOf().id}/seen`, method: "POST", body: "[" }, 400],
    [{ path: `/notices/${noticeOf().id}/deleted`, method: "POST" }, 404],
    [{ path: `/notices/${noticeOf().id}/constructor`, method: "POST" }, 404],
    [{ path: `/notices/${noticeOf().id}/clicked`, method: "GET" }, 404],
    [{ path: "/inbox", method: "DELETE" }, 404],
    [{ path: "/", method: "GET" }, 404],
    [{ path: `/notices/${noticeOf().id}/seen`, method: "POST", body: "x".repeat(1_025) }, 413],
  ])("is refused where it makes no sense: %j", async (request, status) => {
    const world = await inboxWorld([noticeOf()]);

    expect((await world.askAs("ana", request)).status).toBe(status);
    expect(world.published).toEqual([]);
  });
});

describe("a page of another origin", () => {
  const preflight = { method: "OPTIONS", path: "/inbox" };

  it("may ask where it is listed, and is told so before", async () => {
    const { ask, askAs } = await inboxWorld();

    const first = await ask({ ...preflight, origin: SHOP });
    const answer = await askAs("ana", { path: "/inbox", origin: SHOP });

    expect(first).toMatchObject({
      status: 204,
      headers: {
        "access-control-allow-origin": SHOP,
        "access-control-allow-headers": "authorization, content-type",
      },
    });
    expect(answer.headers).toMatchObject({
      ...{ "access-control-allow-origin": SHOP, vary: "origin" },
      "access-control-expose-headers": "retry-after",
    });
  });

  it.each(["https://evil.example", "null", `${SHOP}.evil.example`, "http://shop.example"])(
    "may not ask as %s",
    async (origin) => {
      const { ask, askAs } = await inboxWorld([noticeOf()]);

      for (const answer of [
        await ask({ ...preflight, origin }),
        await askAs("ana", { path: "/inbox", origin }),
      ]) {
        expect(answer.status).toBe(403);
        expect(answer.headers["access-control-allow-origin"]).toBeUndefined();
        expect(answer.body).not.toContain("Welcome");
      }
    },
  );
});
