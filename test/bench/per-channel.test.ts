import { channelRow, providerPriceRows } from "../../bench/per-channel";
import { PRICES } from "../../local/cost";

const NOTHING = {
  ...{ emails: 0, statesEntered: 0, executions: 0, lambdaInvocations: 0 },
  ...{ readUnits: 0, writeUnits: 0, queueRequests: 0, busEvents: 0 },
};

test("a row tells what one message uses and what a million cost", () => {
  const row = channelRow("push", { ...NOTHING, writeUnits: 2, busEvents: 1 }, PRICES.pushNotification);

  expect(row).toEqual(["push", "0.00", "0.00", "2.00", "0.00", "1.00", "1.00", "2.25", "3.25"]);
});

test("where nobody is paid for the channel, Herald's own is all", () => {
  const row = channelRow("banner", { ...NOTHING, readUnits: 8 });

  expect(row.slice(-3)).toEqual(["0.00", "1.00", "1.00"]);
});

test("every price has a source and the day it was read", () => {
  const [, ...rows] = providerPriceRows();
  const paid = rows.filter(([, price]) => !price?.startsWith("none"));

  expect(paid.map(([channel]) => channel)).toEqual(["email", "sms", "push"]);
  for (const [, , source, read] of paid) {
    expect(source).not.toBe("");
    expect(read).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  }
});
