import { ProgramError } from "../core/source-place";

/** ARNs of EventBridge connections, by the names that journeys call them by. */
export type Connections = { readonly [name: string]: string };

/** The context key in `cdk.json` under which the connections are. */
export const CONNECTIONS_KEY = "herald:connections";

const CONNECTION_ARN = /^arn:([\w-]+):events:([\w-]+):(\d{12}):connection\/([\w.-]+)\/[\w-]+$/;

/**
 * The ARN of a connection that a journey names. It ends in random digits, so it cannot be made of the name.
 * @throws ProgramError where there is none
 */
export function connectionArn(connections: Connections, name: string, journey: string): string {
  const example = `"${CONNECTIONS_KEY}": { "${name}": "arn:aws:events:…:connection/${name}/…" }`;
  const arn = Object.hasOwn(connections, name) ? connections[name] : undefined;
  if (arn === undefined) {
    throw new ProgramError(
      `the journey "${journey}" calls through the connection "${name}", which is not known: make it in EventBridge, ` +
        `then add ${example} to the context in cdk.json`,
    );
  }
  if (CONNECTION_ARN.test(arn)) return arn;
  throw new ProgramError(
    `the connection "${name}" must be given by its ARN, as in ${example}, got ${JSON.stringify(arn)}`,
  );
}

/** The secret that EventBridge keeps a connection's credentials in; its name goes on with random digits. */
export function secretArnOf(connection: string): string {
  const [, partition, region, account, name] = CONNECTION_ARN.exec(connection) ?? [];
  return `arn:${partition}:secretsmanager:${region}:${account}:secret:events!connection/${name}/*`;
}
