import type { Brand } from "../../core/brand";
import { addressOf, type GateResult, passGate } from "../../core/gate";
import type { Instant } from "../../core/instant";
import { judgeClaim, type SendRecord, type SkipReason } from "../../core/ledger";
import type { CompiledMessage } from "../../core/message";
import type { Person } from "../../core/person";
import { type RenderedEmail, renderEmail } from "../../core/render";
import { completeRun, foldSent, type Run } from "../../core/run";
import type { SendCommand } from "../../core/send-command";
import { LOST_EVENT, type Loaded, type Store } from "../../core/store";
import { changeRun } from "../shared/change-run";
import { TryAgainLater } from "../shared/try-again-later";
import type { EmailProvider, OutgoingEmail, ProviderAnswer } from "./email-provider";

/** What the work needs of the outside. */
export interface SendMessagePorts {
  readonly brand: Brand;
  readonly store: Store;
  readonly now: () => Instant;
  /** A compiled message by name and content hash; one that was ever deployed can always be had. */
  readonly loadMessage: (name: string, hash: string) => Promise<CompiledMessage>;
  readonly provider: EmailProvider;
}

/**
 * Carries one send command to its end: gate, render, claim, provider, record.
 * Marketing is at most once: whatever happens between the claim and the provider's answer is recorded as unknown and
 * never repeated. Transactional is at least once.
 * @returns the ledger row that stands afterwards
 * @throws TryAgainLater where the provider is busy, another worker holds the claim or the event is not stored yet
 */
export async function sendMessage(command: SendCommand, ports: SendMessagePorts): Promise<SendRecord> {
  const { store, brand } = ports;
  const loaded = await loadFor(command, store);
  const { person, run, event } = loaded;
  const message = await ports.loadMessage(command.message, command.messageHash);
  const address = addressOf(person);
  const suppression = address ? await store.loadSuppression("email", address) : undefined;
  const gate = passGate({ command, message, person, run, suppression });
  const settle = (record: SendRecord) => settleRun(command, ports, record, run);
  if (!gate.pass) return settle(await recordSkip(command, gate.reason, gate.facts, ports));

  if (event === undefined || event.event === LOST_EVENT) {
    throw new TryAgainLater(`the event ${run?.triggerId} that ${command.step} is about is not stored yet`);
  }
  const rendered = tryRender(command, message, person as Person, event.properties, brand);
  if ("error" in rendered) {
    const facts = { ...gate.facts, error: rendered.error };
    return settle(await recordSkip(command, "render-failed", facts, ports));
  }

  const row = rowOf(command, "handed-off", gate.facts, ports.now(), rendered);
  const held = await claim(row, command, ports);
  if (held) return settle(held);
  return settle(await handOff(row, command, gate, rendered, ports));
}

async function loadFor(
  { personId, journey, correlation }: SendCommand,
  store: Store,
): Promise<Omit<Loaded, "runs"> & { run: Run | undefined }> {
  const { person, runs } = await store.load(personId, { runs: [{ journey, correlation }] });
  const run = runs[0];
  const event = run?.triggerId ? await store.loadEvent(personId, run.triggerId) : undefined;
  return { person, run, event };
}

function tryRender(
  command: SendCommand,
  message: CompiledMessage,
  person: Person,
  event: Parameters<typeof renderEmail>[0]["event"],
  brand: Brand,
): RenderedEmail | { readonly error: string } {
  try {
    return renderEmail({
      message,
      brand,
      person,
      event,
      ...(command.variant && { variant: command.variant }),
    });
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}

/** Takes the ledger row for this worker; gives the row that stands instead where there is nothing left to do. */
async function claim(
  row: SendRecord,
  command: SendCommand,
  { store }: SendMessagePorts,
): Promise<SendRecord | undefined> {
  const first = await store.claimSend(row);
  if (first.claimed) return undefined;
  const { existing } = first;
  const verdict = judgeClaim(existing, command, row.at);
  switch (verdict.may) {
    case "nothing":
      return existing;
    case "wait":
      throw new TryAgainLater(`another worker has held ${command.step} since ${existing.at}`);
    case "give-up": {
      const unknown: SendRecord = { ...existing, status: "unknown", reason: "no-answer-recorded" };
      const settled = await store.claimSend(unknown, existing);
      return settled.claimed ? unknown : settled.existing;
    }
    case "claim": {
      const second = await store.claimSend(row, existing);
      return second.claimed ? undefined : second.existing;
    }
  }
}

async function handOff(
  row: SendRecord,
  command: SendCommand,
  gate: GateResult & { pass: true },
  rendered: RenderedEmail,
  { provider, store, brand }: SendMessagePorts,
): Promise<SendRecord> {
  const settle = async (result: Partial<SendRecord>): Promise<SendRecord> => {
    const record = { ...row, ...result };
    await store.settleSend(record);
    return record;
  };
  const withError = (error: string) => ({ facts: { ...row.facts, error } });
  let answer: ProviderAnswer;
  try {
    answer = await provider.send(outgoing(command, gate.address, rendered, brand));
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    const unknown = await settle({ status: "unknown", reason: "no-answer", ...withError(detail) });
    if (command.purpose === "marketing") return unknown;
    throw new TryAgainLater(`no answer from the provider: ${detail}`);
  }
  switch (answer.outcome) {
    case "accepted":
      return settle({ status: "accepted", providerId: answer.providerId });
    case "rejected":
      return settle({ status: "failed", reason: "provider-rejected", ...withError(answer.detail) });
    case "try-later":
      await settle({ status: "released", reason: "try-later" });
      throw new TryAgainLater(`the provider does not take emails now: ${answer.detail}`);
  }
}

/** Tells the run what became of its send, however often this is repeated. */
async function settleRun(
  command: SendCommand,
  { store, now }: SendMessagePorts,
  record: SendRecord,
  loaded: Run | undefined,
): Promise<SendRecord> {
  await changeRun(store, loaded, command.execution, (run) => {
    const sent = record.status === "accepted" ? foldSent(run, record.at) : run;
    return command.last ? completeRun(sent, now()) : sent;
  });
  return record;
}

/** Records that a message was not sent, unless something else was recorded before. */
async function recordSkip(
  command: SendCommand,
  reason: SkipReason,
  facts: SendRecord["facts"],
  ports: SendMessagePorts,
): Promise<SendRecord> {
  const row: SendRecord = { ...rowOf(command, "skipped", facts, ports.now()), reason };
  return (await claim(row, command, ports)) ?? row;
}

function rowOf(
  command: SendCommand,
  status: SendRecord["status"],
  facts: SendRecord["facts"],
  at: Instant,
  rendered?: RenderedEmail,
): SendRecord {
  const { personId, journey, correlation, version, step, slot, execution, message, messageHash, variant } =
    command;
  return {
    ...{ personId, journey, correlation, version, step, slot, execution, message, messageHash },
    ...(variant && { variant }),
    channel: "email",
    ...(rendered && { locale: rendered.locale, subject: rendered.subject }),
    status,
    facts,
    at,
  };
}

/** The request to the provider; everything that lands in a header was checked for control characters. */
function outgoing(command: SendCommand, to: string, rendered: RenderedEmail, brand: Brand): OutgoingEmail {
  const { subject, html, text } = rendered;
  return {
    to,
    from: `"${brand.name.replace(/["\\]/g, "")}" <${brand.sender}>`,
    replyTo: brand.replyTo,
    subject,
    html,
    text,
    headers:
      command.purpose === "marketing"
        ? [{ name: "List-Unsubscribe", value: `<mailto:${brand.unsubscribeMailbox}?subject=unsubscribe>` }]
        : [],
    tags: [
      { name: "journey", value: command.journey },
      { name: "message", value: command.message },
      { name: "variant", value: command.variant ?? "default" },
    ],
  };
}
