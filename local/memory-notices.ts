import { type InAppNotice, type Notices, noticeId } from "../core/notices/in-app-notice";

/** Inbox messages and banners in memory, for tests. */
export class MemoryNotices implements Notices {
  /** By person and id. */
  private readonly rows = new Map<string, Map<string, InAppNotice>>();

  async putNew(notice: InAppNotice): Promise<boolean> {
    return this.write({ ...notice, revision: 0 });
  }

  async list(personId: string, channel: InAppNotice["channel"]): Promise<InAppNotice[]> {
    return [...this.of(personId).values()].filter((notice) => notice.channel === channel);
  }

  async get(personId: string, id: string): Promise<InAppNotice | undefined> {
    return this.of(personId).get(id);
  }

  async save(notice: InAppNotice): Promise<boolean> {
    return this.write(notice);
  }

  private write(notice: InAppNotice): boolean {
    const { personId, channel, sendKey, revision } = notice;
    const rows = this.of(personId);
    const id = noticeId(channel, sendKey);
    if ((rows.get(id)?.revision ?? 0) !== revision) return false;
    rows.set(id, { ...notice, revision: revision + 1 });
    return true;
  }

  private of(personId: string): Map<string, InAppNotice> {
    const rows = this.rows.get(personId) ?? new Map<string, InAppNotice>();
    this.rows.set(personId, rows);
    return rows;
  }
}
