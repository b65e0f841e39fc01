import type { Instant } from "../../core/instant";
import {
  type AddressRef,
  addressId,
  normalAddress,
  type SuppressedChannel,
} from "../../core/people/address-id";
import { freeAddress, type SuppressionRow } from "../../core/people/suppression";
import { type Holder, newestClaimFirst, type SuppressionPage } from "../../core/store";
import type { DynamoTable } from "./dynamo-table";
import {
  holderKey,
  holderPartition,
  SUPPRESSION_SHARDS,
  suppressionKey,
  suppressionPartition,
} from "./table";
import { fromRow } from "./table-row";

/** What is known of addresses: whether they are suppressed, and who has them. Their keys tell no address. */
export class DynamoAddresses {
  constructor(
    private readonly table: DynamoTable,
    private readonly pepper: () => Promise<string> = noPepper,
  ) {}

  async load(channel: SuppressedChannel, address: AddressRef): Promise<SuppressionRow> {
    const id = await this.idOf(channel, address);
    const row = await this.table.get(suppressionKey(id));
    if (row) return fromRow(row) as unknown as SuppressionRow;
    const clear = typeof address === "string" ? { address: normalAddress(channel, address) } : {};
    return freeAddress({ id, channel, ...clear });
  }

  save(row: SuppressionRow): Promise<boolean> {
    return this.table.putRevision(suppressionKey(row.id), row);
  }

  /** One shard after the other, page by page. */
  async list(after = `${SUPPRESSION_SHARDS[0]}#`): Promise<SuppressionPage> {
    const [shard = "", id] = after.split("#");
    const page = await this.table.page(suppressionPartition(shard), { ...(id && { after: id }) });
    const rows = page.rows.map((row) => fromRow(row) as unknown as SuppressionRow);
    const following = SUPPRESSION_SHARDS[SUPPRESSION_SHARDS.indexOf(shard) + 1];
    if (page.next !== undefined) return { rows, next: `${shard}#${page.next}` };
    return { rows, ...(following !== undefined && { next: `${following}#` }) };
  }

  async noteHolder(
    channel: SuppressedChannel,
    address: string,
    { personId, at }: { readonly personId: string; readonly at: Instant },
  ): Promise<void> {
    const key = holderKey(await this.idOf(channel, address), personId);
    await this.table.putIf(
      { ...key, at },
      {
        ConditionExpression: "attribute_not_exists(pk) OR #at < :at",
        ExpressionAttributeNames: { "#at": "at" },
        ExpressionAttributeValues: { ":at": at },
      },
    );
  }

  async holders(channel: SuppressedChannel, address: string): Promise<Holder[]> {
    const rows = await this.table.partition(holderPartition(await this.idOf(channel, address)));
    return rows.map(({ sk, at }) => ({ personId: sk as string, at: at as Instant })).sort(newestClaimFirst);
  }

  private async idOf(channel: SuppressedChannel, address: AddressRef): Promise<string> {
    return addressId(channel, address, await this.pepper());
  }
}

async function noPepper(): Promise<string> {
  throw new Error("addresses are hidden by a pepper, and this worker was given none: see ADDRESS_PEPPER_ARN");
}
