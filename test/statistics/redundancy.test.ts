import { expect, test } from "vitest";
import { redundantPairs } from "../../server/src/statistics/redundancy.ts";
import { finish } from "../../server/src/statistics/steps.ts";
import { known } from "./rating-table.ts";

const rising = Float64Array.from({ length: 40 }, (_, i) => i);
const nearly = rising.map((x) => x + (x % 3) * 2);
const unlike = rising.map((x) => (x * 17) % 40);

test("rules that order items alike are redundant, the strongest first", () => {
  const found = finish(redundantPairs([rising, unlike, nearly, rising.map((x) => x ** 3)]));
  expect(found.map(({ first, second }) => [first, second])).toEqual([
    [0, 3],
    [0, 2],
    [2, 3],
  ]);
  expect(found[0]?.rho.value).toBe(1);
  expect(known(found[1]?.rho.interval ?? { unavailable: "none" }).low).toBeGreaterThan(0.9);
});

test("rules that order items the other way are not", () => {
  expect(finish(redundantPairs([rising, rising.map((x) => -x)]))).toEqual([]);
});

test("only items that both rate count, 30 at least", () => {
  const without = (missing: number): Float64Array => rising.map((x, i) => (i < missing ? Number.NaN : -x));
  const end = rising.map((x, i) => (i >= 39 ? Number.NaN : -x));
  expect(finish(redundantPairs([without(9), end])).map(({ items }) => items)).toEqual([30]);
  expect(finish(redundantPairs([without(10), end]))).toEqual([]);
});

test("a rule that never varies is redundant to none", () => {
  expect(finish(redundantPairs([rising.map(() => 1), rising.map(() => 1)]))).toEqual([]);
});
