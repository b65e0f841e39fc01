import { contentHash } from "../../core/content-hash";
import type { Instant } from "../../core/instant";
import type { Minute } from "./minute";

/** Names one row. */
export interface Key {
  readonly pk: string;
  readonly sk: string;
}

/** The partition that everything of a person lies in. */
export const personPartition = (personId: string) => `PERSON#${personId}`;
export const profileKey = (personId: string): Key => ({ pk: personPartition(personId), sk: "PROFILE" });
export const eventKey = (personId: string, messageId: string): Key => ({
  pk: personPartition(personId),
  sk: `EVENT#${messageId}`,
});
export const runKey = (personId: string, journey: string, correlation: string): Key => ({
  pk: personPartition(personId),
  sk: `RUN#${journey}#${correlation}`,
});
export const sendRowKey = (personId: string, sendKey: string): Key => ({
  pk: personPartition(personId),
  sk: `SEND#${sendKey}`,
});
/** What a person is shown in the company's own app, by channel. */
export const noticesOn = (channel: "inbox" | "banner") => `NOTICE#${channel}#`;
export const noticeKey = (personId: string, channel: "inbox" | "banner", sendKey: string): Key => ({
  pk: personPartition(personId),
  sk: `${noticesOn(channel)}${sendKey}`,
});
/** What a person said of consent; sorted as it happened. */
export const CONSENTS = "CONSENT#";
export const consentKey = (personId: string, at: Instant, messageId: string): Key => ({
  pk: personPartition(personId),
  sk: `${CONSENTS}${at}#${messageId}`,
});

/** The suppression list lies in so many partitions, by the first digit of an address's id, so that it can be listed. */
export const SUPPRESSION_SHARDS: readonly string[] = [..."0123456789abcdef"];
export const suppressionPartition = (shard: string) => `SUPPRESSED#${shard}`;
/** @param id see `addressId` */
export const suppressionKey = (id: string): Key => ({
  pk: suppressionPartition(id.slice(0, 1)),
  sk: id,
});
/** Who has an address; a partition of its own, since it is always read whole. */
export const holderPartition = (id: string) => `HOLDERS#${id}`;
export const holderKey = (id: string, personId: string): Key => ({ pk: holderPartition(id), sk: personId });

export const sendingKey = (personId: string): Key => ({ pk: personPartition(personId), sk: "SENDING" });
export const SWITCHES_KEY: Key = { pk: "SWITCHES", sk: "SWITCHES" };

/**
 * A minute's timers lie in so many partitions, since one takes 1,000 writes a second.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-partition-key-design.html
 */
export const TIMER_SHARDS = 4;
/** What begins the partition of every timer. */
export const TIMERS = "DUE#";
export const timerPartition = (minute: Minute, shard: number) => `${TIMERS}${minute}#${shard}`;
export const timerKey = (minute: Minute, personId: string): Key => ({
  pk: timerPartition(minute, shardOf(personId, TIMER_SHARDS)),
  sk: personId,
});
/** How far the sweep has come, by shard. */
export const sweepKey = (shard: number): Key => ({ pk: "SWEEP", sk: String(shard) });

/** A segment's members lie in so many partitions, so that a campaign's thousands can enter it at once. */
export const MEMBER_SHARDS = 8;
export const memberPartition = (segment: string, shard: number) => `SEGMENT#${segment}#${shard}`;
export const memberKey = (segment: string, personId: string): Key => ({
  pk: memberPartition(segment, shardOf(personId, MEMBER_SHARDS)),
  sk: personId,
});

/** Events, runs and sends are kept as long as events are accepted, so that no late copy meets a gap in memory. */
export const KEPT_DAYS = 2 * 365 + 1;

function shardOf(personId: string, shards: number): number {
  return Number.parseInt(contentHash(personId).slice(0, 8), 16) % shards;
}
