import { hrefOf, parseRoute } from "../../../web/console/route";

describe("an address of the console", () => {
  it("leads back to what it was made of, whatever an id holds", () => {
    const id = "anonymous:a/b?c#d é";

    const route = parseRoute(hrefOf("people", id, { event: "m&1", none: undefined }));

    expect(route).toMatchObject({ page: "people", id });
    expect([...route.params]).toEqual([["event", "m&1"]]);
  });

  it("is the live page where it says nothing, and survives nonsense", () => {
    expect(parseRoute("").page).toBe("live");
    expect(parseRoute(hrefOf("live")).page).toBe("live");
    expect(parseRoute("#/people/%E0%A4%A").id).toBe("%E0%A4%A");
  });
});
