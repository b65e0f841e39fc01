import { inNewTabs } from "../../../local/console/in-new-tabs";

describe("an email in the console's frame", () => {
  it("opens its links beside it, also those that name no target", () => {
    expect(inNewTabs('<!doctype html><html><head lang="en"><title>Hi</title></head></html>')).toBe(
      '<!doctype html><html><head lang="en"><base target="_blank"><title>Hi</title></head></html>',
    );
  });

  it("stays as it is where it has no head", () => {
    expect(inNewTabs("<p>Hi</p>")).toBe("<p>Hi</p>");
  });
});
