import { readFileSync } from "node:fs";
import { join } from "node:path";
import { App, NestedStack } from "aws-cdk-lib";
import { Template } from "aws-cdk-lib/assertions";
import type { CompiledProgram } from "../../core/program";
import { HeraldStack, type HeraldStackProps } from "../../lib/herald-stack";

/** The feature flags that are deployed with, so that tests see the template that is deployed. */
const { context } = JSON.parse(readFileSync(join(__dirname, "..", "..", "cdk.json"), "utf8"));

/** An app as the CLI would run it, but it bundles nothing and leaves the CDK's own rules, which are slow, to `cdk synth`. */
export function testApp(): App {
  return new App({
    context: {
      ...context,
      "aws:cdk:bundling-stacks": [],
      "@aws-cdk/core:validateAgainstDefaultRules": false,
    },
  });
}

/** A Herald of a program, in an app of its own. */
export function heraldOf(program: CompiledProgram, props: Partial<HeraldStackProps> = {}) {
  const app = testApp();
  const stack = new HeraldStack(app, "Herald", { program, ...props });
  return { app, stack, template: Template.fromStack(stack) };
}

/** The templates of the stacks that are nested in a stack, by the numbers of their shelves. */
export function shelvesOf(stack: HeraldStack): ReadonlyMap<number, Template> {
  const nested = stack.node.findAll().filter((construct) => construct instanceof NestedStack);
  return new Map(
    nested.map((shelf) => [Number(shelf.node.id.slice("Shelf".length)), Template.fromStack(shelf)]),
  );
}

/** A resource of a template. */
export interface Resource {
  // biome-ignore lint/suspicious/noExplicitAny: templates are JSON without types
  readonly Properties: any;
  readonly DeletionPolicy?: string;
}

/** The resources of a type, by logical id. */
export function resourcesOf(template: Template, type: string): ReadonlyMap<string, Resource> {
  return new Map(Object.entries(template.findResources(type) as Record<string, Resource>));
}

/** The logical id that a `Ref` or `Fn::GetAtt` means. */
export function idOf(reference: unknown): string | undefined {
  const { Ref, "Fn::GetAtt": attribute } = reference as { Ref?: string; "Fn::GetAtt"?: [string, string] };
  return Ref ?? attribute?.[0];
}

/** A joined text, with `${id}` for what is known only when deployed. */
export function textOf(value: unknown): string {
  if (typeof value === "string") return value;
  const { "Fn::Join": joined } = value as { "Fn::Join"?: [string, unknown[]] };
  return joined ? joined[1].map(textOf).join(joined[0]) : `\${${idOf(value)}}`;
}
