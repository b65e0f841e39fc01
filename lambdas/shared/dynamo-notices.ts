import { type InAppNotice, type Notices, readNoticeId } from "../../core/notices/in-app-notice";
import type { DynamoTable } from "./dynamo-table";
import { noticeKey, noticesOn, personPartition } from "./table";
import { expiry, fromRow, type Row } from "./table-row";

/** The table forgets a notice so long after it is over: what people do about it late still finds it. */
const KEPT_DAYS = 1;

/** Inbox messages and banners in the one table, beside everything else of their person. */
export class DynamoNotices implements Notices {
  constructor(private readonly table: DynamoTable) {}

  putNew(notice: InAppNotice): Promise<boolean> {
    return this.write({ ...notice, revision: 0 });
  }

  async list(personId: string, channel: InAppNotice["channel"]): Promise<InAppNotice[]> {
    const rows = await this.table.partition(personPartition(personId), noticesOn(channel));
    return rows.map(noticeIn);
  }

  async get(personId: string, id: string): Promise<InAppNotice | undefined> {
    const named = readNoticeId(id);
    const row = named && (await this.table.get(noticeKey(personId, named.channel, named.sendKey)));
    return row && noticeIn(row);
  }

  save(notice: InAppNotice): Promise<boolean> {
    return this.write(notice);
  }

  private write(notice: InAppNotice): Promise<boolean> {
    const { personId, channel, sendKey, shownUntil } = notice;
    const key = noticeKey(personId, channel, sendKey);
    return this.table.putRevision(key, notice, expiry(shownUntil, KEPT_DAYS));
  }
}

function noticeIn(row: Row): InAppNotice {
  return fromRow(row) as unknown as InAppNotice;
}
