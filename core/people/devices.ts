import type { Envelope } from "../events/envelope";
import { type Duration, type Instant, plus } from "../instant";
import { isJsonObject, type JsonObject } from "../json";

/** Whose push service knows a token: Apple's, Apple's for apps under development, or Google's (Firebase). */
export type PushService = "APNS" | "APNS_SANDBOX" | "GCM";

/** Where push reaches a person: an app on a device. */
export interface Device {
  /** Opaque; printable ASCII, at most 1,024 characters. */
  readonly token: string;
  readonly service: PushService;
  /** When it was last heard of, by event time. */
  readonly at: Instant;
}

/** The latest word on a token: registered, or unbound where it names no service. */
type TokenWord = Omit<Device, "service"> & Partial<Pick<Device, "service">>;

/** The latest words on a person's tokens, newest first; a token that is unbound stays so against older words. */
export type Devices = readonly TokenWord[];

interface Owner {
  /** Left out where nothing was ever said of any. */
  readonly devices?: Devices;
  readonly traits: { readonly [name: string]: { readonly value: unknown; readonly at: Instant } };
}

/** Devices that a message goes to. */
const MAX_DEVICES = 10;

/** Words that are remembered: as many again may be of tokens that were unbound. */
const WORDS_KEPT = 2 * MAX_DEVICES;

/**
 * A token not heard of for so long is dead: Google's for Android expire then
 * (https://firebase.google.com/docs/cloud-messaging/manage-tokens). Apple names no limit; the same one is kept.
 */
const STALE_AFTER: Duration = { days: 270 };

const TOKEN = /^[\x21-\x7e]{1,1024}$/;

/**
 * Apple takes tokens in hexadecimal
 * (https://developer.apple.com/documentation/usernotifications/sending-notification-requests-to-apns). Any other of an
 * iOS device is Google's, whose Firebase passes on to Apple.
 */
const APPLES_TOKEN = /^[0-9a-f]+$/i;

/**
 * A person's devices after an event, in whatever order and however often events come: of each token the latest word by
 * event time counts, and of two said at once the one that unbinds.
 *
 * A device is told of as in Segment's spec (https://segment.com/docs/connections/spec/common/#context), by
 * `context.device` with `token` and `type` (`ios`, `android`) on any event; an app under development adds
 * `sandbox: true`, since Apple's two services do not know each other's tokens. `Signed Out` unbinds it (S-44).
 */
export function foldDevices(devices: Devices | undefined, envelope: Envelope): Devices | undefined {
  return wordsIn(envelope).reduce(withWord, devices);
}

/**
 * All devices that are the person's, newest first. The trait `push_token` is one of Google's, last heard of when it was
 * last said, unless the device itself says otherwise.
 */
export function devicesOf({ devices = [], traits }: Owner): Device[] {
  const { value, at = "" } = traits.push_token ?? {};
  const token = typeof value === "string" ? value.trim() : "";
  const known = devices.find((word) => word.token === token);
  const ofTrait: TokenWord = { token, service: known?.service ?? "GCM", at };
  const all = TOKEN.test(token) ? withWord(devices, ofTrait) : devices;
  return all.filter((word): word is Device => word.service !== undefined);
}

/** The devices that a message goes to, newest first: at most ten, all heard of in the last 270 days (S-41). */
export function freshDevices(person: Owner, now: Instant): Device[] {
  const fresh = devicesOf(person).filter(({ at }) => now < plus(at, STALE_AFTER));
  return fresh.slice(0, MAX_DEVICES);
}

function wordsIn({ event, properties, context, timestamp: at }: Envelope): TokenWord[] {
  const { token, updated_token: updated, service } = properties;
  if (event === "Device Token Gone") return wordOn(token, at);
  if (event === "Device Token Updated") return [...wordOn(token, at), ...wordOn(updated, at, service)];
  const { device } = context;
  if (!isJsonObject(device)) return [];
  if (event === "Signed Out") return wordOn(device.token, at);
  const spoken = serviceOf(device);
  return spoken ? wordOn(device.token, at, spoken) : [];
}

function wordOn(token: unknown, at: Instant, service?: unknown): TokenWord[] {
  if (typeof token !== "string" || !TOKEN.test(token)) return [];
  return [{ token, at, ...(isService(service) && { service }) }];
}

function serviceOf({ type, token, sandbox }: JsonObject): PushService | undefined {
  const system = String(type).toLowerCase();
  if (system !== "ios") return system === "android" ? "GCM" : undefined;
  if (!APPLES_TOKEN.test(String(token))) return "GCM";
  return sandbox === true ? "APNS_SANDBOX" : "APNS";
}

function isService(service: unknown): service is PushService {
  return service === "APNS" || service === "APNS_SANDBOX" || service === "GCM";
}

function withWord(devices: Devices = [], word: TokenWord): Devices {
  const before = devices.find(({ token }) => token === word.token);
  if (before && !outweighs(word, before)) return devices;
  const others = devices.filter((each) => each !== before);
  return [word, ...others].sort(newestFirst).slice(0, WORDS_KEPT);
}

function outweighs(a: TokenWord, b: TokenWord): boolean {
  if (a.at !== b.at) return a.at > b.at;
  if (!a.service || !b.service) return b.service !== undefined;
  return a.service > b.service;
}

function newestFirst(a: TokenWord, b: TokenWord): number {
  if (a.at !== b.at) return a.at > b.at ? -1 : 1;
  return a.token < b.token ? -1 : 1;
}
