/** The same ratings in every shape and format give the same tallies. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createDuckDbStore } from "../../server/src/ratings/duckdb.ts";
import type { Tallies } from "../../server/src/tallies/tallies.ts";
import { asking, createFolder } from "./folder.ts";
import { type Row, shapes, writeShapes } from "./write-shapes.ts";

/** Names that CSV, SQL or JSON could stumble over. */
const awkward = fc.constantFrom(
  '";DROP TABLE x;--',
  "it's",
  "a,b",
  "a\nb",
  "`x`",
  "日本",
  "💥",
  "x/y",
  "a~b",
  "$1",
  "%s",
  "007",
  "no",
);
const name = fc
  .oneof(fc.string({ minLength: 1, maxLength: 6, unit: "grapheme-ascii" }), awkward)
  .map((text) => `n${text.trim()}`);
const rating = fc.oneof(fc.integer({ min: -2, max: 7 }), fc.constantFrom(0.5, 1.25, 0.1, 1e-7), fc.constant(null));

const rows: fc.Arbitrary<Row[]> = fc
  .record({
    items: fc.uniqueArray(name, { minLength: 1, maxLength: 5 }),
    raters: fc.uniqueArray(name, { minLength: 1, maxLength: 3 }),
    // Engines fold the case of column names, so rules differ in more than that.
    rules: fc.uniqueArray(name, { minLength: 1, maxLength: 4, selector: (rule) => rule.toLowerCase() }),
  })
  .chain(({ items, raters, rules }) =>
    fc.tuple(
      ...items.flatMap((item) =>
        raters.map((rater) =>
          fc.tuple(...rules.map(() => rating)).map((ratings) => ({
            item,
            rater,
            ratings: Object.fromEntries(rules.map((rule, at) => [rule, ratings[at] ?? null])),
          })),
        ),
      ),
    ),
  );

/** What must not depend on the file. */
function content(tallies: Tallies | undefined) {
  return (
    tallies && {
      items: tallies.items,
      raters: tallies.raters,
      raterNames: tallies.raterNames,
      rules: tallies.rules.map(({ first, ...rule }) => rule),
    }
  );
}

describe("a file's shape and format", () => {
  test("do not change what is tallied", async () => {
    await fc.assert(
      fc.asyncProperty(rows, async (rows) => {
        const folder = createFolder();
        await writeShapes(folder, rows);
        const store = createDuckDbStore({ base: folder, allowed: [folder] });
        const expected = await store.tally(asking("long.csv"));
        expect(expected.problems).toEqual([]);
        for (const shape of shapes.slice(1)) {
          const read = await store.tally(asking(shape));
          expect({ shape, ...content(read.value), problems: read.problems }).toEqual({
            shape,
            ...content(expected.value),
            problems: [],
          });
        }
      }),
      { numRuns: 15 },
    );
  });

  test("are recognised", async () => {
    const folder = createFolder();
    await writeShapes(folder, [{ item: "i", rater: "a", ratings: { r: 1 } }]);
    const store = createDuckDbStore({ base: folder, allowed: [folder] });
    for (const shape of shapes) {
      const { value } = await store.tally(asking(shape));
      expect(value?.shape).toBe(shape.split(".")[0]);
      expect(value?.files).toEqual([shape]);
    }
  });
});

test("the order of rows changes nothing but repeats", async () => {
  const lines = ["i1,r,a,1", "i2,r,a,2", "i1,r,b,2", "i2,q,b,2", "i1,q,b,NA"];
  const head = "item,rule,rater,rating\n";
  const folder = createFolder({ "a.csv": head + lines.join("\n"), "b.csv": head + lines.toReversed().join("\n") });
  const store = createDuckDbStore({ base: folder, allowed: [folder] });
  const [a, b] = [await store.tally(asking("a.csv")), await store.tally(asking("b.csv"))];
  expect(content(b.value)).toEqual(content(a.value));
});

test("texts that first come far down, or come in many kinds, are counted", async () => {
  const first = Array.from({ length: 20_500 }, (_, at) => `i${at % 700},r${at % 2},a${at % 300},1`);
  const last = ["i1,late,a1,1", "i1,r1,late,1", "i2,r1,a1,late", "i3,r0,,"];
  const head = "item,rule,rater,rating\n";
  const folder = createFolder({
    "a.csv": head + [...first, ...last].join("\n"),
    "b.csv": head + [...last, ...first].join("\n"),
  });
  const store = createDuckDbStore({ base: folder, allowed: [folder] });
  const [a, b] = [await store.tally(asking("a.csv")), await store.tally(asking("b.csv"))];
  expect(a.problems).toEqual([]);
  expect(a.value?.rules.map(({ rule }) => rule)).toEqual(["late", "r0", "r1"]);
  expect(a.value?.rules[2]?.values).toEqual(["1", "late"]);
  expect(a.value?.rules.map(({ counts }) => counts)).toEqual(b.value?.rules.map(({ counts }) => counts));
});
