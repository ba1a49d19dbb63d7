import { expect, test } from "vitest";
import { Interned, numberOf } from "../../server/src/analysis/interned.ts";

const values: readonly [string, () => object, () => object][] = [
  ["vectors", () => Float64Array.of(0.1, Number.NaN), () => Float64Array.of(0.1, 0.2)],
  ["lists of texts", () => ["a", "b"], () => ["b", "a"]],
  ["records", () => ({ polarity: undefined, gate: 2 }), () => ({ polarity: undefined, gate: 3 })],
  ["maps", () => new Map([["no", 0]]), () => new Map([["no", 1]])],
  ["sets", () => new Set(["a"]), () => new Set(["b"])],
];

test.each(values)("equal %s are one object, different ones are not", (_, one, other) => {
  const interned = new Interned();
  const first = interned.same(one());
  expect(interned.same(one())).toBe(first);
  expect(interned.same(other())).not.toBe(first);
});

test("objects within are compared by identity", () => {
  const interned = new Interned();
  const inner = {};
  const first = interned.same([inner]);
  expect(interned.same([inner])).toBe(first);
  expect(interned.same([{}])).not.toBe(first);
});

test("a vector is not the list of the same numbers", () => {
  const interned = new Interned();
  expect(interned.same(Float64Array.of(1))).not.toBe(interned.same([1]));
});

test("content that is named is not compared", () => {
  const interned = new Interned();
  const first = interned.same({ rows: [1] }, "file 1");
  expect(interned.same({ rows: [1] }, "file 1")).toBe(first);
  expect(interned.same({ rows: [1] }, "file 2")).not.toBe(first);
});

test("values are forgotten once enough others came, and are then one object again", () => {
  const interned = new Interned();
  const first = interned.same([1, 2]);
  for (let i = 0; i < 5; i++) interned.same(new Float64Array(1_000_000).fill(i));
  const later = interned.same([1, 2]);
  expect(later).not.toBe(first);
  expect(interned.same([1, 2])).toBe(later);
});

test("each object has a number of its own", () => {
  const one = {};
  expect(numberOf(one)).toBe(numberOf(one));
  expect(numberOf({})).not.toBe(numberOf(one));
});
