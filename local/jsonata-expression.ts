import jsonata from "jsonata";
import { isJsonObject } from "../core/json";

const compiled = new Map<string, ReturnType<typeof jsonata>>();

/** Evaluates every `{% … %}` inside a value, the way Step Functions does with `QueryLanguage: JSONata`. */
export async function evaluate(value: unknown, states: object): Promise<unknown> {
  if (typeof value === "string") {
    const source = /^\{%(.*)%\}$/s.exec(value)?.[1];
    return source === undefined ? value : evaluateExpression(source, states);
  }
  if (Array.isArray(value)) return Promise.all(value.map((inner) => evaluate(inner, states)));
  if (isJsonObject(value)) {
    const result: Record<string, unknown> = {};
    for (const key of Object.keys(value)) result[key] = await evaluate(value[key], states);
    return result;
  }
  return value;
}

async function evaluateExpression(source: string, states: object): Promise<unknown> {
  let expression = compiled.get(source);
  if (!expression) {
    expression = jsonata(source);
    compiled.set(source, expression);
  }
  return expression.evaluate({}, { states, parse: JSON.parse });
}
