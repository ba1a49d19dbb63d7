/** Whatever number stands at a number's place, nothing that is read is infinite, no number, or beyond the largest. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { parse } from "../../server/src/rubric/parse.ts";
import { ends, LARGEST_NUMBER, readNumber, readRating, toUnit } from "../../server/src/rubric/scale.ts";

const places: readonly ((number: string) => string)[] = [
  (number) => `version: ${number}\nrules: []\n`,
  (number) => `scale: [1, ${number}]\nrules: []\n`,
  (number) => `scale: 0-${number}\nrules: []\n`,
  (number) => `scale: {no: 0, yes: ${number}}\nrules: []\n`,
  (number) => `scale: {from: 1, to: ${number}}\nrules: []\n`,
  ...["min: NUMBER, max: 1", "min: 0, max: NUMBER", "min: -1e308, max: NUMBER"].flatMap((bounds) =>
    ["bins: 10", "step: 0.5", "step: NUMBER", "bins: NUMBER"].map(
      (rest) => (number: string) => `scale: {${bounds}, ${rest}}\nrules: []\n`.replaceAll("NUMBER", number),
    ),
  ),
  ...["temperature", "limit", "epsilon"].map((key) => (number: string) => `encore: {${key}: ${number}}\nrules: []\n`),
  ...["weight: NUMBER", "gate: NUMBER", "ratings: {1: NUMBER}", "ratings: [NUMBER]", "scale: [NUMBER, 2]"].map(
    (key) => (number: string) => `rules:\n  - {id: a, ${key}}\n`.replaceAll("NUMBER", number),
  ),
];

const number = fc.oneof(
  fc.constantFrom("1e400", "-1e400", "1e308", "-1e308", "1e16", "1e15", "5e-324", "1e-320", "NaN", ".inf", "-.inf"),
  fc.constantFrom("Infinity", "0x1F", "1_000", "9007199254740993", "+1", ".5", "5.", "00", "-0", "1e12", "1e13"),
  fc.double().map(String),
  fc.tuple(fc.integer(), fc.integer({ min: -400, max: 400 })).map(([digits, exponent]) => `${digits}e${exponent}`),
);

function numbersIn(part: unknown): number[] {
  if (typeof part === "number") return [part];
  if (part instanceof Map) return [...part.values()].flatMap(numbersIn);
  return typeof part === "object" && part !== null ? Object.values(part).flatMap(numbersIn) : [];
}

test("nothing that is read is infinite, no number, or beyond the largest", () => {
  fc.assert(
    fc.property(fc.constantFrom(...places), number, fc.boolean(), (place, written, isJson) => {
      const rubric = parse(place(isJson ? JSON.stringify(written) : written));
      for (const value of numbersIn(rubric)) expect(Math.abs(value)).toBeLessThanOrEqual(LARGEST_NUMBER);
      const scale = rubric.scale?.value ?? rubric.rules[0]?.scale?.value;
      if (!scale) return;
      const [low, high] = ends(scale);
      for (const rating of [written, String(low), String(high)]) {
        const read = readRating(scale, rating);
        if (typeof read === "number") expect(toUnit(scale, read, "positive")).toBeGreaterThanOrEqual(0);
      }
      expect(toUnit(scale, high, "positive")).toBeLessThanOrEqual(1);
      expect(((high - low) / 2) ** 2).toBeLessThan(Number.MAX_VALUE);
    }),
    { numRuns: 5000 },
  );
});

test("a number is read as written, or not at all", () => {
  expect(readNumber("1e15")).toBe(1e15);
  expect(readNumber("1e16")).toBeUndefined();
  expect(readNumber("9007199254740993")).toBeUndefined();
});
