import { defineSegment, has } from "../../../core/segments/segment";
import type { MemberPage } from "../../../core/store";
import { firstMembers, listMembers, listSegments } from "../../../local/segments/segment-desk";
import { membersText, progressText, segmentsText, totalsText } from "../../../local/segments/segment-report";

const AT = "2026-03-02T09:00:00.000Z";

const segments = {
  loyal: defineSegment("Ordered thrice.", has("Order Completed", { atLeast: 3 })),
  "first-time-buyer": defineSegment("Ordered once.", has("Order Completed")),
};

const member = (personId: string) => ({ personId, since: AT });
const pages: Record<string, MemberPage> = {
  first: { members: [member("ana"), member("ben")], next: "second" },
  second: { members: [member("cleo")] },
};
const lists = {
  countMembers: async (segment: string) => (segment === "loyal" ? 1204 : 9),
  listMembers: async (_segment: string, after = "first") => pages[after] as MemberPage,
};
const desk = {
  members: async (segment: string, after?: string) => listMembers(segments, lists, segment, after),
};

describe("segments on the command line", () => {
  it("are listed with their size and what they ask", async () => {
    const text = segmentsText(await listSegments(segments, lists));

    expect(text).toBe(`loyal             1,204  Ordered thrice.
first-time-buyer      9  Ordered once.`);
    expect(segmentsText([])).toBe("There are no segments in program/segments.");
  });

  it("list their members over pages, as many as are asked for, and say when there are more", async () => {
    const two = await firstMembers(desk, "loyal", 2);
    const one = await firstMembers(desk, "loyal", 1);
    const all = await firstMembers(desk, "loyal", 3);

    expect([two.members.length, two.more, one.members.length, one.more]).toEqual([2, true, 1, true]);
    expect(all).toEqual({ members: ["ana", "ben", "cleo"].map(member), more: false });
    expect(membersText("loyal", two)).toBe(`${AT}  ana\n${AT}  ben\n… and more: --limit 20 lists 20`);
    expect(membersText("loyal", { members: [], more: false })).toBe("Nobody is in loyal.");
  });

  it.each([
    ["loyel", 'there is no segment "loyel"; did you mean "loyal"?'],
    ["first-time-buyers", 'there is no segment "first-time-buyers"; did you mean "first-time-buyer"?'],
    ["vip", 'there is no segment "vip"; there are loyal, first-time-buyer'],
    ["constructor", 'there is no segment "constructor"; there are loyal, first-time-buyer'],
  ])("that there are not, such as %s, are named with the near miss", async (name, message) => {
    await expect(firstMembers(desk, name, 5)).rejects.toThrow(message);
  });
});

describe("a recount on the command line", () => {
  it("says how far it is and what it found", () => {
    expect(progressText({ done: 12, parts: 100 })).toBe("recounting: 12 of 100 parts");
    expect(totalsText({ counted: 12_000, changed: 4, left: 0 })).toBe(
      "Counted 12,000 people again; 4 changed.",
    );
    expect(totalsText({ counted: 1, changed: 0, left: 1 })).toBe(
      `Counted 1 person again; nobody changed.
1 person stayed as they were, because an event or a timer of theirs is under way. Let Herald run, then recount once more.`,
    );
  });
});
