import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Scale } from "../../server/src/rubric/rubric.ts";
import { binOf, levelIndex, levelLabel, readRating, steppedLevels, toUnit } from "../../server/src/rubric/scale.ts";
import { firstRule, read } from "./read.ts";

function scaleOf(written: string): Scale | undefined {
  return firstRule(`rules:\n  - id: a\n    scale: ${written}\n`).scale?.value;
}

function scale(written: string): Scale {
  const found = scaleOf(written);
  if (!found) throw new Error(`no scale: ${written}`);
  return found;
}

const discrete = (levels: number[], names: Record<string, number> = {}) => ({
  kind: "discrete",
  levels,
  names: new Map(Object.entries(names)),
});

describe("scales as they are written", () => {
  test.each([
    ["[1, 2, 3]", discrete([1, 2, 3])],
    ["[-1, 0.5, 1e1]", discrete([-1, 0.5, 10])],
    ["{no: 0, yes: 1}", discrete([0, 1], { no: 0, yes: 1 })],
    ["{Bad: 1, Never: 1, Good: 3}", discrete([1, 3], { bad: 1, never: 1, good: 3 })],
    ["{min: 0, max: 1, step: 0.25}", discrete([0, 0.25, 0.5, 0.75, 1])],
    ["{min: 0, max: 1, bins: 10}", { kind: "continuous", min: 0, max: 1, bins: 10 }],
    ["\n      - 1\n      - 2", discrete([1, 2])],
    ["\n      min: 1\n      max: 3\n      step: 1", discrete([1, 2, 3])],
  ])("%s", (written, expected) => {
    expect(scaleOf(written)).toEqual(expected);
    expect(read(`rules:\n  - id: a\n    scale: ${written}\n`).problems).toEqual([]);
  });

  test.each([
    ["[3, 1, 2]", discrete([1, 2, 3]), "Levels are written lowest first"],
    ["[1, 2, 2]", discrete([1, 2]), "A level is listed twice"],
    ["[1]", discrete([1]), "A scale of one level cannot"],
    ["[]", undefined, "A scale has two levels or more"],
    ["[no, yes]", undefined, "A level is a number; found `no`. Words for levels are written {no: 0, yes: 1}."],
    ["[1, two, 3]", discrete([1, 3]), "A level is a number; found `two`"],
    ["5", undefined, "A scale is `1-5`"],
    ["{no: never, yes: 1}", discrete([1], { yes: 1 }), "The word `no` means a number"],
    ["{no: 0, No: 1, yes: 2}", discrete([0, 2], { no: 0, yes: 2 }), "`No` means two levels"],
    ["{na: 0, yes: 1, no: 2}", discrete([1, 2], { yes: 1, no: 2 }), "`na` means that a rating is missing"],
    ["{1: 2, no: 0, yes: 1}", discrete([0, 1], { no: 0, yes: 1 }), "The level 1 cannot mean 2"],
    ["{min: 0, max: 1}", undefined, "add `step: 0.25`"],
    ["{min: 0, step: 1}", undefined, "has a min and a max"],
    ["{min: 1, max: 1, step: 1}", undefined, "min is below max; found 1 and 1"],
    ["{min: 0, max: 1, step: 0.5, bins: 2}", undefined, "either a step (levels) or bins"],
    ["{min: 0, max: 1, bins: 1.5}", undefined, "`bins` is a whole number from 2 to 1000; found 1.5"],
    ["{min: 0, max: 1, step: 0}", undefined, "`step` is over 0"],
    ["{min: 0, max: 1, step: 1e-9}", undefined, "makes at most 1000 levels"],
    ["{min: 0, max: 1, step: 0.3}", discrete([0, 0.3, 0.6, 0.9]), "do not meet 1: the highest level is 0.9"],
    ["{min: low, max: 1, step: 1}", undefined, "`min` is a number; found `low`"],
    ["{min: 0, max: 1, step: 1, yes: 1}", discrete([0, 1]), "Write either words, {yes: 0}, or min, max"],
    ["{min: 0, max: 1, setp: 1}", undefined, "Did you mean `step`?"],
  ])("%s", (written, expected, told) => {
    expect(scaleOf(written)).toEqual(expected);
    expect(read(`rules:\n  - id: a\n    scale: ${written}\n`).problems.join("\n")).toContain(told);
  });

  test("steps do not drift", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -50, max: 50 }),
        fc.integer({ min: 1, max: 200 }),
        fc.integer({ min: 0, max: 4 }),
        (low, count, digits) => {
          const unit = 10 ** digits;
          const levels = steppedLevels(low / unit, (low + count) / unit, 1 / unit);
          expect(levels).toEqual(Array.from({ length: count + 1 }, (_, at) => (low + at) / unit));
        },
      ),
    );
  });
});

describe("a rating's text", () => {
  test.each([
    ["[1, 2, 3, 4, 5]", { "4": 4, "4.0": 4, "4e0": 4, "+4": 4, " 4 ": 4, "04": 4, "4.": 4, ".4e1": 4 }],
    [
      "[1, 2, 3, 4, 5]",
      { "6": undefined, "4.5": undefined, four: undefined, "0x4": undefined, "4 5": undefined, Infinity: undefined },
    ],
    [
      "[1, 2, 3]",
      {
        "": "missing",
        " ": "missing",
        null: "missing",
        NA: "missing",
        "n/a": "missing",
        NaN: "missing",
        none: undefined,
      },
    ],
    ["[1, 2, 3]", { yes: 1, true: 1, no: undefined, false: undefined }],
    ["[0, 1]", { yes: 1, Yes: 1, TRUE: 1, true: 1, no: 0, No: 0, false: 0, " FALSE ": 0 }],
    ["{no: 0, partly: 1, yes: 2}", { yes: 2, YES: 2, Partly: 1, no: 0, "1": 1, "2.0": 2, true: 1, "3": undefined }],
    ["[0.1, 0.2]", { "0.1": 0.1, "0.10000000149011612": 0.1, "0.1001": undefined }],
    [
      "{min: 0, max: 1, bins: 4}",
      { "0": 0, "1": 1, "0.123": 0.123, "1.01": undefined, "-0.1": undefined, NA: "missing", yes: undefined },
    ],
  ])("on %s", (written, expected) => {
    const on = scale(written);
    for (const [text, value] of Object.entries(expected)) expect([text, readRating(on, text)]).toEqual([text, value]);
  });
});

describe("places on a scale", () => {
  test("levels", () => {
    const on = scale("[1, 3, 5]");
    if (on.kind !== "discrete") throw new Error("not discrete");
    expect([1, 3, 5, 2].map((value) => levelIndex(on, value))).toEqual([0, 1, 2, -1]);
    expect(levelLabel(on, 3)).toBe("3");
    expect(levelLabel(scale("{No: 0, never: 0, yes: 1}"), 0)).toBe("no");
  });

  test.each([
    ["[1, 2, 3, 4, 5]", 1, 0],
    ["[1, 2, 3, 4, 5]", 4, 0.75],
    ["[1, 2, 3, 4, 5]", 2.5, 0.375],
    ["{min: -1, max: 1, bins: 2}", 0.5, 0.75],
    ["{no: 0, yes: 1}", 1, 1],
  ])("%s: %d is %d, and turned for a negative polarity", (written, value, unit) => {
    expect(toUnit(scale(written), value, "positive")).toBeCloseTo(unit, 12);
    expect(toUnit(scale(written), value, "negative")).toBeCloseTo(1 - unit, 12);
  });

  test("bins are half open, the last one closed", () => {
    const on = scale("{min: 0, max: 1, bins: 4}");
    if (on.kind !== "continuous") throw new Error("not continuous");
    expect([0, 0.2499, 0.25, 0.5, 0.75, 0.999, 1].map((value) => binOf(on, value))).toEqual([0, 0, 1, 2, 3, 3, 3]);
  });
});
