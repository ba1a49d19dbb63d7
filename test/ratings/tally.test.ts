/** The tally against a plain count, row by row, over random ratings with repeats, gaps and unnamed raters. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { CodedColumn, CodedRatings } from "../../server/src/ratings/coded.ts";
import { tally } from "../../server/src/ratings/tally.ts";
import type { RuleTally } from "../../server/src/tallies/tallies.ts";

interface Rated {
  readonly item: string;
  readonly rule: string;
  readonly rater: string;
  readonly rating: string;
}

const rated: fc.Arbitrary<Rated> = fc.record({
  item: fc.constantFrom("i1", "i2", "i3", "i10"),
  rule: fc.constantFrom("p", "q"),
  rater: fc.constantFrom("a", "b", "c", ""),
  rating: fc.constantFrom("1", "2", "2.0", "10", "NA", ""),
});

function column(texts: readonly string[]): CodedColumn {
  const distinct = [...new Set(texts)];
  return { texts: distinct, codes: Int32Array.from(texts, (text) => distinct.indexOf(text)) };
}

function coded(file: string, rows: readonly Rated[], hasRaters = true): CodedRatings {
  return {
    file,
    row: Int32Array.from(rows, (_, at) => at + 1),
    item: column(rows.map((row) => row.item)),
    rule: column(rows.map((row) => row.rule)),
    rating: column(rows.map((row) => row.rating)),
    rater: hasRaters ? column(rows.map((row) => row.rater)) : undefined,
    wording: undefined,
    prompt: undefined,
  };
}

const isMissing = (rating: string) => rating === "" || rating === "NA";

/** The ratings that count: of a named rater the last one of an item. */
function counting(rows: readonly Rated[]): Rated[] {
  const given = rows
    .filter((row) => !isMissing(row.rating))
    .map((row) => ({ ...row, rating: String(Number(row.rating)) }));
  return given.filter(
    (row, at) =>
      row.rater === "" || !given.slice(at + 1).some((later) => later.item === row.item && later.rater === row.rater),
  );
}

/** By item: its ratings as the patterns have them. */
function ratingsByItem(rule: RuleTally, items: readonly string[]): Record<string, string[]> {
  const { start, value, count } = rule.patterns;
  const told = items.map((item, i): [string, string[]] => {
    const p = rule.itemPattern[i] ?? -1;
    const ratings: string[] = [];
    if (p >= 0)
      for (let j = start[p] ?? 0; j < (start[p + 1] ?? 0); j++)
        for (let n = 0; n < (count[j] ?? 0); n++) ratings.push(rule.values[value[j] ?? 0] ?? "");
    return [item, ratings];
  });
  return Object.fromEntries(told.filter(([, ratings]) => ratings.length > 0));
}

describe("a tally", () => {
  test("counts what a plain count counts", () => {
    fc.assert(
      fc.property(fc.array(rated, { maxLength: 40 }), fc.nat(40), (rows, cut) => {
        const tallied = tally([coded("x", rows.slice(0, cut)), coded("y", rows.slice(cut))]);
        expect(tallied.rules.map((rule) => rule.rule)).toEqual([...new Set(rows.map((row) => row.rule))].sort());
        expect(tallied.items).toEqual([...new Set(rows.map((row) => row.item))].sort());
        for (const rule of tallied.rules) {
          const own = rows.filter((row) => row.rule === rule.rule);
          const counts = counting(own);
          const values = [...new Set(counts.map((row) => row.rating))].sort();
          expect(rule.values).toEqual(values);
          expect([...rule.counts]).toEqual(values.map((value) => counts.filter((row) => row.rating === value).length));
          expect(rule.missing).toBe(own.filter((row) => isMissing(row.rating)).length);
          expect(rule.repeats.same + rule.repeats.conflicting).toBe(own.length - rule.missing - counts.length);
          expect(rule.raters).toBe(new Set(counts.map((row) => row.rater).filter(Boolean)).size);
          const byItem = ratingsByItem(rule, tallied.items);
          for (const item of tallied.items)
            expect(byItem[item] ?? []).toEqual(
              counts
                .filter((row) => row.item === item)
                .map((row) => row.rating)
                .sort(),
            );
        }
      }),
    );
  });

  test("has each pattern once, with how many items have it", () => {
    fc.assert(
      fc.property(fc.array(rated, { maxLength: 40 }), (rows) => {
        for (const { patterns, itemPattern } of tally([coded("x", rows)]).rules) {
          const keys = Array.from(
            patterns.items,
            (_, p) =>
              `${patterns.value.slice(patterns.start[p], patterns.start[p + 1])}x${patterns.count.slice(patterns.start[p], patterns.start[p + 1])}`,
          );
          expect(new Set(keys).size).toBe(keys.length);
          patterns.items.forEach((items, p) => {
            expect(itemPattern.filter((of) => of === p).length).toBe(items);
          });
        }
      }),
    );
  });

  test("distinguishes same from conflicting repeats and where they begin", () => {
    const row = (rating: string, rater = "a"): Rated => ({ item: "i", rule: "r", rater, rating });
    const [rule] = tally([coded("x", [row("1"), row("2"), row("2", "b")]), coded("y", [row("2.0"), row("NA")])]).rules;
    expect(rule?.repeats).toEqual({ same: 1, conflicting: 1, first: { file: "x", row: 2 } });
    expect(rule?.values).toEqual(["2"]);
    expect(rule?.first).toEqual([{ file: "x", row: 3 }]);
    expect(rule?.missing).toBe(1);
  });

  test("takes each row for a rater of its own where raters are not named", () => {
    const row: Rated = { item: "i", rule: "r", rater: "", rating: "1" };
    const { rules, raters } = tally([coded("x", [row, row], false)]);
    expect(rules[0]?.counts).toEqual(Float64Array.of(2));
    expect(rules[0]?.repeats.same).toBe(0);
    expect([raters, rules[0]?.raters]).toEqual([0, 0]);
  });

  test("pairs two raters, and only two", () => {
    const row = (item: string, rater: string, rating: string): Rated => ({ item, rule: "r", rater, rating });
    const two = [row("i", "b", "1"), row("i", "a", "2"), row("j", "a", "2"), row("j", "b", "1"), row("k", "a", "1")];
    expect(tally([coded("x", two)]).rules[0]?.raterPairs).toEqual(Uint32Array.of(1, 0, 2));
    expect(tally([coded("x", [...two, row("i", "c", "1")])]).rules[0]?.raterPairs).toBeUndefined();
    expect(tally([coded("x", [...two, row("i", "", "1")])]).rules[0]?.raterPairs).toBeUndefined();
  });

  test("keeps who rated what, sorted by item and rater, without repeats", () => {
    fc.assert(
      fc.property(fc.array(rated, { maxLength: 40 }), (rows) => {
        const { rules, items, raterNames } = tally([coded("x", rows)]);
        for (const { rule, ratings, values } of rules) {
          const told = Array.from(ratings?.item ?? [], (item, at) => [
            items[item],
            raterNames[ratings?.rater[at] ?? -1],
            values[ratings?.value[at] ?? -1],
          ]);
          const expected = counting(rows.filter((row) => row.rule === rule))
            .filter((row) => row.rater !== "")
            .map((row) => [row.item, row.rater, row.rating]);
          const byItemAndRater = ([i = "", r = ""]: string[], [j = "", q = ""]: string[]) =>
            i === j ? (r < q ? -1 : 1) : i < j ? -1 : 1;
          if (ratings) expect(told).toEqual(expected.sort(byItemAndRater));
          else expect(expected).toEqual([]);
        }
      }),
    );
  });

  test("keeps wordings of a rule apart, none first", () => {
    const row = { item: "i", rule: "r", rater: "a", rating: "1" };
    const file = { ...coded("x", [row, row, row]), wording: column(["ff0011", "", "ab12cd"]) };
    const { rules } = tally([file]);
    expect(rules.map(({ wording, repeats }) => [wording, repeats.same])).toEqual([
      [undefined, 0],
      ["ab12cd", 0],
      ["ff0011", 0],
    ]);
  });

  test("knows an item's prompt, and an item with two", () => {
    const row = (item: string) => ({ item, rule: "r", rater: "a", rating: "1" });
    const file = { ...coded("x", [row("i"), row("j"), row("i")]), prompt: column(["q", "", "p"]) };
    const { prompts, promptConflict } = tally([file]);
    expect(prompts).toEqual(["p", undefined]);
    expect(promptConflict).toBe("i");
  });

  test("skips what names no item or no rule, and says so", () => {
    const row = { item: "i", rule: "r", rater: "a", rating: "1" };
    const { rules, nameless } = tally([coded("x", [row, { ...row, item: " " }, { ...row, rule: "" }])]);
    expect(rules.map((rule) => rule.counts)).toEqual([Float64Array.of(1)]);
    expect(nameless).toEqual({
      item: { count: 1, first: { file: "x", row: 2 } },
      rule: { count: 1, first: { file: "x", row: 3 } },
    });
  });
});
