import type { Node } from "constructs";
import { ProgramError } from "../core/source-place";

/**
 * A setting of the deployment: as JSON in `cdk.json`, or as text after `-c`, which is JSON where it is an object or a
 * list.
 * @throws ProgramError where such text is no JSON
 */
export function contextValue(node: Pick<Node, "tryGetContext">, key: string): unknown {
  const value: unknown = node.tryGetContext(key);
  if (typeof value !== "string" || !/^\s*[[{]/.test(value)) return value;
  try {
    return JSON.parse(value);
  } catch (error) {
    throw new ProgramError(`-c ${key}=… must be JSON: ${(error as Error).message}`);
  }
}
