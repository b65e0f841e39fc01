import { WorkQueue } from "../../local/work-queue";

/** Work that is over when told. */
function pending() {
  let done = (): void => undefined;
  const over = new Promise<void>((resolve) => {
    done = resolve;
  });
  return { over, done };
}

test("a piece of work starts when the one before it is over", async () => {
  const queue = new WorkQueue();
  const log: string[] = [];
  const first = pending();
  const one = queue.run(async () => {
    log.push("one starts");
    await first.over;
    log.push("one ends");
  });
  const two = queue.run(async () => log.push("two"));

  first.done();
  await Promise.all([one, two]);

  expect(log).toEqual(["one starts", "one ends", "two"]);
});

test("whoever asked gets the answer, or the error", async () => {
  const queue = new WorkQueue();
  const failing = queue.run(async () => {
    throw new Error("no");
  });
  const working = queue.run(async () => 7);

  await expect(failing).rejects.toThrow("no");
  expect(await working).toBe(7);
});
