/** The session over a store and a clock that the test controls. */
import { expect, test } from "vitest";
import { type OpenDocument, Session } from "../../server/src/engine/session.ts";
import type { Source } from "../../server/src/tallies/source.ts";
import { Clock, ControlledStore, talliesOf } from "./controlled.ts";

const uri = "file:///w/a.rubric.yaml";
const overFile = "scale: [0, 1]\nratings: [{file: r.csv}]\nrules: [{id: a, text: A.}]\n";
const inline = (n: number) => `scale: [0, 1]\nrules: [{id: a, text: A., ratings: {0: ${n}, 1: ${n}}}]\n`;

function start() {
  const clock = new Clock();
  const store = new ControlledStore();
  const published: { document: OpenDocument; isEdited: boolean }[] = [];
  const reading: { source: Source; cancel: () => void; hasEnded: boolean }[] = [];
  const errors: unknown[] = [];
  const session = new Session({
    timers: clock,
    storeFor: () => store,
    settingsFor: () => ({ options: {}, checks: {} }),
    changed: (document, isEdited) => published.push({ document, isEdited }),
    reading: (_uri, source, cancel) => {
      const one = { source, cancel, hasEnded: false };
      reading.push(one);
      return () => {
        one.hasEnded = true;
      };
    },
    failed: (error) => errors.push(error),
  });
  const state = () => session.get(uri)?.analysis.sources[0]?.state;
  const n = () => session.get(uri)?.analysis.rules[0]?.n;
  return { clock, store, session, published, reading, errors, state, n };
}

const read = (counts: Record<string, number>) => ({ value: talliesOf("a", counts), problems: [] });

test("a file that changes during its first read is read again", async () => {
  const { clock, store, session, n } = start();
  session.open(uri, 1, overFile);
  await clock.run();
  expect(store.calls).toHaveLength(1);
  session.sourcesChanged((_, { name }) => name === "r.csv");
  await clock.run();
  expect(store.calls).toHaveLength(2);
  expect(store.calls[0]?.signal?.aborted).toBe(true);
  store.calls[1]?.answer(read({ 0: 3, 1: 4 }));
  await clock.run(1000);
  expect(n()).toBe(7);
  expect(store.calls).toHaveLength(2);
});

test("the old ratings count until the changed file is read", async () => {
  const { clock, store, session, state, n } = start();
  session.open(uri, 1, overFile);
  await clock.run();
  store.calls[0]?.answer(read({ 0: 1, 1: 1 }));
  await clock.run(1000);
  session.sourcesChanged(() => true);
  await clock.run();
  expect([state(), n()]).toEqual(["reading", 2]);
  store.calls[1]?.answer(read({ 0: 5 }));
  await clock.run(1000);
  expect([state(), n()]).toEqual(["read", 5]);
});

test("asking for a document publishes nothing", async () => {
  const { clock, session, published } = start();
  session.open(uri, 1, inline(20));
  expect(session.get(uri)?.version).toBe(1);
  expect(published).toHaveLength(0);
  await clock.run(1000);
  const before = published.length;
  session.get(uri);
  await clock.run(1000);
  expect(published).toHaveLength(before);
});

test("edits that wait together are published once, as an edit; evidence that comes in later is no edit", async () => {
  const { clock, session, published } = start();
  session.open(uri, 1, inline(20));
  session.change(uri, 2, inline(21));
  session.change(uri, 3, inline(22));
  await clock.run(1000);
  expect(published.map(({ document, isEdited }) => [document.version, isEdited])[0]).toEqual([3, true]);
  expect(published.slice(1).every(({ isEdited }) => !isEdited)).toBe(true);
  expect(published.at(-1)?.document.isBusy).toBe(false);
});

test("each source can be cancelled by itself", async () => {
  const { clock, store, session, reading } = start();
  const second = overFile.replace("[{file: r.csv}]", "[{file: r.csv}, {file: s.csv}]");
  session.open(uri, 1, second);
  await clock.run();
  expect(reading.map(({ source }) => source.name)).toEqual(["r.csv", "s.csv"]);
  reading[0]?.cancel();
  await clock.run();
  expect(store.calls.map(({ signal }) => signal?.aborted)).toEqual([true, false]);
  expect(reading.map(({ hasEnded }) => hasEnded)).toEqual([true, false]);
  store.calls[1]?.answer(read({ 0: 1 }));
  await clock.run(1000);
  expect(session.get(uri)?.analysis.sources.map(({ state }) => state)).toEqual(["failed", "read"]);
});

test("a source that the text names no more is not read to its end", async () => {
  const { clock, store, session, reading } = start();
  session.open(uri, 1, overFile);
  await clock.run();
  session.change(uri, 2, inline(3));
  await clock.run();
  expect(store.calls[0]?.signal?.aborted).toBe(true);
  expect(reading[0]?.hasEnded).toBe(true);
});

test("a store that fails is logged, and the document says so", async () => {
  const { clock, store, session, errors } = start();
  session.open(uri, 1, overFile);
  await clock.run();
  store.calls[0]?.fail(new Error("a bug"));
  await clock.run(1000);
  expect(errors).toEqual([new Error("a bug")]);
  expect(session.get(uri)?.analysis.sources[0]).toMatchObject({ state: "failed" });
});

test("a closed document is read no further and publishes nothing", async () => {
  const { clock, store, session, published } = start();
  session.open(uri, 1, overFile);
  await clock.run();
  const before = published.length;
  session.close(uri);
  store.calls[0]?.answer(read({ 0: 1 }));
  await clock.run(1000);
  expect(store.calls[0]?.signal?.aborted).toBe(true);
  expect(published).toHaveLength(before);
});

test("an edit of a rule's text computes nothing again", async () => {
  const { clock, session } = start();
  const text = (words: string) =>
    `scale: [1, 2, 3, 4, 5]\nrules:\n${Array.from({ length: 12 }, (_, i) => `  - {id: r${i}, text: ${i === 0 ? words : "T"}, ratings: {1: 4${i}, 5: 9}}\n`).join("")}`;
  session.open(uri, 1, text("Short"));
  await clock.run(2000);
  session.change(uri, 2, text("Longer"));
  expect(session.get(uri)?.isBusy).toBe(false);
});
