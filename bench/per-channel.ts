import type { Channel } from "../core/messages/message";
import type { CompiledProgram } from "../core/program";
import { costOf, totalOf, type Usage } from "../local/cost";
import { PROVIDER_PRICES } from "./channel-prices";
import { usageOn } from "./channel-usage";

const CHANNELS: readonly Channel[] = ["email", "sms", "push", "inbox", "banner"];

/** A table of what one message uses on each channel, and what a million cost in US dollars. */
export async function perChannelRows(program: CompiledProgram): Promise<string[][]> {
  const head = ["by", "Lambda", "reads", "writes", "queue", "bus", "provider, $ per million"];
  const rows = [[...head, "Herald, $ per million", "both"]];
  for (const channel of CHANNELS) {
    const { sending, delivered } = await usageOn(channel, program);
    rows.push(channelRow(channel, sending, PROVIDER_PRICES[channel]?.dollars));
    if (delivered.lambdaInvocations > 0) rows.push(channelRow(`${channel}, told of its delivery`, delivered));
  }
  return rows;
}

/** A table of where the providers' prices are from. */
export function providerPriceRows(): string[][] {
  const rows = CHANNELS.map((channel) => {
    const price = PROVIDER_PRICES[channel];
    if (!price) return [channel, "none: the app shows it", "", ""];
    return [channel, price.of, price.source, price.read];
  });
  return [["provider of", "price", "source", "read"], ...rows];
}

/** @param price what the provider takes for a message, in US dollars */
export function channelRow(name: string, usage: Usage, price = 0): string[] {
  const { lambdaInvocations, readUnits, writeUnits, queueRequests, busEvents } = usage;
  const counts = [lambdaInvocations, readUnits, writeUnits, queueRequests, busEvents];
  const own = totalOf(costOf(usage)).total;
  const dollars = [price, own, price + own].map((each) => each * 1e6);
  return [name, ...[...counts, ...dollars].map(rounded)];
}

function rounded(value: number): string {
  return value.toLocaleString("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 2 });
}
