import type { Instant } from "../core/instant";
import type { Notices } from "../core/notices/in-app-notice";
import type { Store } from "../core/store";
import type { ChannelProvider, OutgoingNotice, Providers } from "../lambdas/send-message/channel-provider";
import { noticeProvider } from "../lambdas/send-message/notice-provider";
import type { UpdateSend } from "../lambdas/shared/note-feedback";
import { WorkQueue } from "./work-queue";

/** The outbox's providers, where inbox messages and banners are kept for apps to read besides. */
export function alsoInApps(
  outbox: Required<Providers>,
  notices: Pick<Notices, "putNew">,
  now: () => Instant,
): Required<Providers> {
  const provider = noticeProvider(notices, now);
  const both: ChannelProvider<OutgoingNotice> = {
    async send(outgoing) {
      await provider.send(outgoing);
      return outbox[outgoing.channel].send(outgoing as never);
    },
  };
  return { ...outbox, inbox: both, banner: both };
}

/** Changes rows of the ledger in one process, one after the other, so that none is written over. */
export function sendsIn(store: Pick<Store, "loadSends" | "settleSend">): UpdateSend {
  const queue = new WorkQueue();
  return (personId, sendKey, change) =>
    queue.run(async () => {
      const [record] = await store.loadSends(personId, [sendKey]);
      if (!record) return undefined;
      const changed = change(record);
      if (changed !== record) await store.settleSend(changed);
      return changed;
    });
}
