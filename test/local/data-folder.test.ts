import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PutCommand } from "@aws-sdk/lib-dynamodb";
import { Level } from "level";
import { startDynaliteTable } from "../../local/dynalite-table";
import { embedded, event } from "./embedded-fixture";

let home: string;
let folder: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), "herald-"));
  folder = join(home, ".herald");
});
afterEach(() => rm(home, { recursive: true }));

/** A folder that a Herald has worked in. */
async function aUsedFolder(): Promise<void> {
  const table = await startDynaliteTable(folder);
  const it = await embedded({ table });
  await it.herald.deliver(event("Balloon Popped", { userId: "ana" }));
  await it.close();
  await table.close();
}

const startAgain = async () => {
  const table = await startDynaliteTable(folder);
  await table.close();
};

const wayOut = () => `To start afresh and keep it for later: mv ${folder} ${folder}.damaged`;

test("a folder that does not exist yet is made, as deep as it lies", async () => {
  folder = join(home, "a", "b", ".herald");

  await startAgain();

  expect(await readdir(folder)).toEqual(["table"]);
});

test("a damaged database is named, with the one command to move it away; nothing is deleted", async () => {
  await aUsedFolder();
  await writeFile(join(folder, "table", "CURRENT"), "garbage");
  const before = await readdir(join(folder, "table"));

  await expect(startAgain()).rejects.toMatchObject({
    name: "DataFolderError",
    message: expect.stringContaining(`the data in ${folder}/ is damaged: Corruption: CURRENT`),
  });
  await expect(startAgain()).rejects.toThrow(wayOut());

  expect(await readdir(join(folder, "table"))).toEqual(
    expect.arrayContaining(before.filter((file) => !file.startsWith("LOG"))),
  );
});

test("a row that is not JSON is named", async () => {
  await aUsedFolder();
  const level = new Level<string, string>(join(folder, "table"), { valueEncoding: "utf8" });
  await level.put("item-herald~xyz", '{"pk":{"S":"PERSON');
  await level.close();

  await expect(startAgain()).rejects.toThrow('is damaged: the row "item-herald~xyz" is not JSON');
});

test.each([
  ["a person's row of nobody", { pk: "PERSON#ana", sk: "PROFILE", id: "ben" }, "does not say whose it is"],
  [
    "traits that are not JSON",
    { pk: "PERSON#ana", sk: "PROFILE", id: "ana", traits: "{" },
    "cannot be read: ",
  ],
  ["a mail that is not JSON", { pk: "LOCAL#mail", sk: "PROFILE", json: "{" }, "cannot be read: "],
  ["a mail without content", { pk: "LOCAL#mail", sk: "PROFILE" }, "cannot be read: "],
  [
    "a mail that was compressed otherwise",
    { pk: "LOCAL#mail", sk: "PROFILE", gzip: Buffer.from("no") },
    "cannot be read: ",
  ],
])("%s keeps Herald from starting on half of what it knew", async (_what, row, why) => {
  const table = await startDynaliteTable();
  await table.client.send(new PutCommand({ TableName: table.name, Item: row }));

  await expect(embedded({ table })).rejects.toMatchObject({
    name: "UnreadableRow",
    message: expect.stringContaining(`the row ${row.pk} PROFILE ${why}`),
  });

  await table.close();
});

test("rows of a kind that only the deployed Herald has are left alone", async () => {
  const table = await startDynaliteTable();
  await table.client.send(new PutCommand({ TableName: table.name, Item: { pk: "INBOX#ana", sk: "1" } }));

  const it = await embedded({ table });

  expect(it.herald.people.size).toBe(0);
  await it.close();
  await table.close();
});

test("a folder that another Herald is using is not opened twice", async () => {
  const table = await startDynaliteTable(folder);

  const second = startAgain().catch((error) => error.message);

  expect(await second.finally(() => table.close())).toBe(
    `another Herald is using the data in ${folder}/; stop it, or give this one its own: HERALD_DATA=.herald-2 npm start`,
  );
});

test("a folder that cannot be made is named", async () => {
  await writeFile(folder, "a file");

  await expect(startAgain()).rejects.toThrow(`the folder ${folder}/ cannot be written: `);
});
