import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadCachedProgram } from "../../local/cached-program";

const ROOT = join(__dirname, "..", "..");

let cache: string;
beforeEach(async () => {
  cache = await mkdtemp(join(tmpdir(), "herald-"));
});
afterEach(() => rm(cache, { recursive: true }));

const cacheFile = async () => join(cache, ...(await readdir(cache)));

test("messages that were compiled from the same sources are not compiled again", async () => {
  const first = await loadCachedProgram(ROOT, cache);
  const kept = (await readFile(await cacheFile(), "utf8")).replaceAll("Still packing?", "From the cache.");
  await writeFile(await cacheFile(), kept);

  const second = await loadCachedProgram(ROOT, cache);

  expect(JSON.stringify(first.messages)).not.toContain("From the cache.");
  expect(JSON.stringify(second.messages)).toContain("From the cache.");
});

test("a cache that cannot be read is made anew", async () => {
  const first = await loadCachedProgram(ROOT, cache);
  await writeFile(await cacheFile(), "[{");

  const second = await loadCachedProgram(ROOT, cache);

  expect(second.messages).toEqual(first.messages);
  expect(JSON.parse(await readFile(await cacheFile(), "utf8"))).toEqual(first.messages);
});
