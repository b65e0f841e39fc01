import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import {
  CreateTableCommand,
  DescribeTableCommand,
  DynamoDBClient,
  ResourceNotFoundException,
} from "@aws-sdk/client-dynamodb";
import type { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import dynalite from "dynalite";
import { documentClient } from "../lambdas/shared/document-client";
import { checkDataFolder, damaged } from "./data-folder";

/** DynamoDB in this process. */
export interface LocalTable {
  readonly client: DynamoDBDocumentClient;
  readonly name: string;
  close(): Promise<void>;
}

const TABLE = "herald";
const POLL_MS = 5;
/** A table that is not ready by then was left half made by a Herald that was killed. */
const CREATED_WITHIN_MS = 2_000;

/**
 * Starts dynalite on a loopback port, with Herald's one table in it.
 * @param folder where rows are kept; in memory without one
 * @throws DataFolderError where what is kept there cannot be used
 */
export async function startDynaliteTable(folder?: string): Promise<LocalTable> {
  const path = folder && join(folder, "table");
  if (folder && path) await checkDataFolder(folder, path);
  const server = dynalite({ ...(path && { path }), createTableMs: 0 });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const client = new DynamoDBClient({
    endpoint: `http://127.0.0.1:${port}`,
    region: "us-east-1",
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
  });
  const close = async () => {
    client.destroy();
    await new Promise((resolve) => server.close(resolve));
  };
  try {
    await createTable(client, folder);
  } catch (error) {
    await close();
    throw error;
  }
  return { client: documentClient(client), name: TABLE, close };
}

async function createTable(client: DynamoDBClient, folder: string | undefined): Promise<void> {
  if ((await statusOf(client)) === undefined) {
    await client.send(
      new CreateTableCommand({
        TableName: TABLE,
        BillingMode: "PAY_PER_REQUEST",
        AttributeDefinitions: [
          { AttributeName: "pk", AttributeType: "S" },
          { AttributeName: "sk", AttributeType: "S" },
        ],
        KeySchema: [
          { AttributeName: "pk", KeyType: "HASH" },
          { AttributeName: "sk", KeyType: "RANGE" },
        ],
      }),
    );
  }
  for (let waitedMs = 0; (await statusOf(client)) !== "ACTIVE"; waitedMs += POLL_MS) {
    if (waitedMs > CREATED_WITHIN_MS) throw damaged(folder ?? "", "its table was never finished");
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

async function statusOf(client: DynamoDBClient): Promise<string | undefined> {
  try {
    const { Table } = await client.send(new DescribeTableCommand({ TableName: TABLE }));
    return Table?.TableStatus;
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  }
}
