import type { Instant } from "../../core/instant";
import type { Membership } from "../../core/runs/observe";
import type { MemberPage } from "../../core/store";
import type { DynamoTable } from "./dynamo-table";
import { MEMBER_SHARDS, memberKey, memberPartition } from "./table";
import { expiry } from "./table-row";

/** Longer than any queue keeps an older finding that could still come. */
const LEFT_KEPT_DAYS = 30;

const PAGE = 1000;

/** The lists of who is in which segment. */
export class DynamoMembers {
  constructor(
    private readonly table: DynamoTable,
    private readonly now: () => Instant,
  ) {}

  /** Who left stays on the list for a while as one who is no member, so that an older finding cannot bring them back. */
  async note({ segment, personId, member, since, revision }: Membership): Promise<void> {
    const left = member ? {} : expiry(this.now(), LEFT_KEPT_DAYS);
    await this.table.putIf(
      { ...memberKey(segment, personId), member, since, revision, ...left },
      {
        ConditionExpression: "attribute_not_exists(pk) OR revision < :revision",
        ExpressionAttributeValues: { ":revision": revision },
      },
    );
  }

  async list(segment: string, after?: string): Promise<MemberPage> {
    let place: Place | undefined = after === undefined ? { shard: 0 } : readPlace(after);
    let members: MemberPage["members"] = [];
    while (place && members.length === 0) {
      const { shard, personId }: Place = place;
      const options = { after: personId, limit: PAGE, where: "member" };
      const { rows, next } = await this.table.page(memberPartition(segment, shard), options);
      members = rows.map(({ sk, since }) => ({ personId: sk as string, since: since as Instant }));
      if (next !== undefined) place = { shard, personId: next };
      else place = shard + 1 < MEMBER_SHARDS ? { shard: shard + 1 } : undefined;
    }
    return { members, ...(place && { next: placeText(place) }) };
  }

  async count(segment: string): Promise<number> {
    const shards = Array.from({ length: MEMBER_SHARDS }, (_, shard) => memberPartition(segment, shard));
    const counts = await Promise.all(shards.map((shard) => this.table.count(shard, "member")));
    return counts.reduce((sum, count) => sum + count, 0);
  }
}

/** Where a list goes on: after a person, or at the start of a shard. */
interface Place {
  readonly shard: number;
  readonly personId?: string;
}

const placeText = ({ shard, personId = "" }: Place) => `${shard}#${personId}`;

function readPlace(text: string): Place {
  const [, shard, personId] = /^([0-7])#(.*)$/s.exec(text) ?? [];
  if (shard === undefined) {
    throw new Error(
      `a list of members goes on from the \`next\` of an earlier page, got ${JSON.stringify(text)}`,
    );
  }
  return { shard: Number(shard), ...(personId && { personId }) };
}
