import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { tallyInline } from "../../server/src/tallies/inline.ts";
import { ratingText } from "../../server/src/tallies/rating-text.ts";

const list = (values: readonly string[]) =>
  ({ shape: "list", values, counts: values.map(() => 1), offsets: new Int32Array() }) as const;

describe("ratings in the rubric", () => {
  test("are counted by value, missing ones apart", () => {
    const tally = tallyInline(list(["5", "1", "5.0", "NA", "", "no"]), "r");
    expect(tally.values).toEqual(["1", "5", "no"]);
    expect(tally.counts).toEqual(Float64Array.of(1, 2, 1));
    expect(tally.missing).toBe(2);
    expect(tally.patterns.items.length).toBe(0);
  });

  test("give the same as a list and as counts", () => {
    const counts = {
      shape: "counts",
      values: ["1", "5", "null"],
      counts: [2, 3, 1],
      offsets: new Int32Array(),
    } as const;
    expect(tallyInline(counts, "r")).toEqual(tallyInline(list(["5", "5", "5", "1", "1", "null"]), "r"));
  });

  test("a count of 0 is no rating", () => {
    const tally = tallyInline({ values: ["1"], counts: [0] }, "r");
    expect(tally.values).toEqual([]);
  });
});

describe("the text of a rating", () => {
  test.each([
    ["1.0", "1"],
    ["+2.50", "2.5"],
    ["1e3", "1000"],
    [".5", "0.5"],
    ["-0", "0"],
    [" yes ", "yes"],
    ["1.2.3", "1.2.3"],
    ["1e999", "1e999"],
    ["0x10", "0x10"],
  ])("%j is kept as %j", (text, kept) => expect(ratingText(text)).toBe(kept));

  test.each(["", "  ", "null", "NULL", "na", "N/A", "NaN"])("%j is missing", (text) =>
    expect(ratingText(text)).toBeUndefined(),
  );

  test("a number keeps its value", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(Number(ratingText(String(value)))).toBe(value === 0 ? 0 : value);
        expect(ratingText(ratingText(String(value)) ?? "")).toBe(ratingText(String(value)));
      }),
    );
  });
});
