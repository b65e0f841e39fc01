import type { Context } from "aws-lambda";
import { documentClient } from "../shared/document-client";
import { DynamoStore } from "../shared/dynamo-store";
import { setting } from "../shared/environment";
import { readProgram } from "../shared/program-file";
import { DynamoPeople } from "./dynamo-people";
import { type RecountAnswer, type RecountRequest, recountPeople } from "./recount-people";

const client = documentClient();
const table = setting("TABLE_NAME");
const now = () => new Date().toISOString();
const ports = {
  program: readProgram(__dirname),
  store: new DynamoStore(client, table, now),
  people: new DynamoPeople(client, table),
  now,
};

/** Counts people of one part of the table again, until most of its time is used. */
export async function handler(request: RecountRequest, context: Context): Promise<RecountAnswer> {
  return recountPeople(request, { ...ports, leftMs: () => context.getRemainingTimeInMillis() });
}
