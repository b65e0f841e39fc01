/** Keys of the one table: everything of a person lies in one partition. */
export const profileKey = (personId: string) => ({ pk: `PERSON#${personId}`, sk: "PROFILE" });
export const eventKey = (personId: string, messageId: string) => ({
  pk: `PERSON#${personId}`,
  sk: `EVENT#${messageId}`,
});
export const runKey = (personId: string, journey: string, correlation: string) => ({
  pk: `PERSON#${personId}`,
  sk: `RUN#${journey}#${correlation}`,
});
export const sendRowKey = (personId: string, sendKey: string) => ({
  pk: `PERSON#${personId}`,
  sk: `SEND#${sendKey}`,
});
export const suppressionKey = (channel: string, address: string) => ({
  pk: `SUPPRESSED#${channel}#${address}`,
  sk: "SUPPRESSED",
});

/** Events, runs and sends are kept as long as events are accepted, so that no late copy meets a gap in memory. */
export const KEPT_DAYS = 2 * 365 + 1;
