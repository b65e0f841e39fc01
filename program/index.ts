import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { Journey } from "../core/journeys/journey";
import type { Message } from "../core/messages/message";
import type { ProgramSource } from "../core/program";
import { brand } from "./brand";
import { events } from "./events";
import { policy } from "./policy";
import { reasons } from "./reasons";
import { segments } from "./segments";
import { topics } from "./topics";

/**
 * Reads the whole program: every file in `journeys/` and every folder in `messages/` is part of it by being there.
 * Only for synth, the embedded Herald and tests; Lambdas get the compiled program.
 */
export function loadProgram(): ProgramSource {
  const journeys = exportsOf<Journey>(join(__dirname, "journeys"), (name) => name, "steps");
  const messages = exportsOf<Message>(join(__dirname, "messages"), (name) => join(name, "message"), "words");
  return { brand, catalog: events, segments, journeys, messages, policy, topics, reasons };
}

function exportsOf<T extends { name: string }>(
  folder: string,
  moduleOf: (name: string) => string,
  mark: keyof T,
): T[] {
  return readdirSync(folder)
    .filter((name) => !name.startsWith(".") && name !== "partials")
    .sort()
    .flatMap((name) => Object.values(require(join(folder, moduleOf(name))) as Record<string, unknown>))
    .filter((value): value is T => typeof value === "object" && value !== null && mark in value);
}
