import fc from "fast-check";
import { expect, test } from "vitest";
import { cursorOf, edited, findingsShown, marked, withCursor } from "./marked.ts";

test("drawings are taken out of the text and say where findings stand", () => {
  const { text, expected } = marked(`
    rules:
    #<^^^ premise
      - id: tone
    #       ^^^^ high-entropy
    #       ^ redundant
    # a comment of the rubric
  `);
  expect(text).toBe("rules:\n  - id: tone\n# a comment of the rubric\n");
  expect(expected).toEqual([
    { check: "premise", range: { start: 0, end: 5 } },
    { check: "high-entropy", range: { start: 15, end: 19 } },
    { check: "redundant", range: { start: 15, end: 16 } },
  ]);
});

test("the cursor is taken out of the text, and put back", () => {
  const source = "rules:\n  - id: $0tone\n";
  const read = marked(source);
  expect(read.text).toBe("rules:\n  - id: tone\n");
  expect(cursorOf(read)).toBe(15);
  expect(withCursor(read.text, cursorOf(read))).toBe(source);
  expect(() => cursorOf(marked("rules:"))).toThrow("no $0");
});

test("edits all speak of the text before, and must not overlap", () => {
  const edits = [
    { range: { start: 2, end: 4 }, text: "" },
    { range: { start: 0, end: 1 }, text: "xyz" },
  ];
  expect(edited("abcdef", edits)).toBe("xyzbef");
  expect(() => edited("abcdef", [...edits, { range: { start: 3, end: 5 }, text: "" }])).toThrow("overlap");
});

test("what is drawn is read again as it was", () => {
  const findings = fc.array(
    fc.record({
      check: fc.constantFrom("no-ratings", "syntax"),
      line: fc.nat(3),
      at: fc.nat(9),
      length: fc.integer({ min: 2, max: 9 }),
    }),
  );
  fc.assert(
    fc.property(findings, (drawn) => {
      const text = Array(4).fill("x".repeat(20)).join("\n");
      const given = drawn
        .map(({ check, line, at, length }) => ({
          check,
          range: { start: 21 * line + at, end: 21 * line + at + length },
        }))
        .sort((a, b) => a.range.start - b.range.start);
      const read = marked(findingsShown(text, given));
      expect(read.text).toBe(text);
      expect(read.expected).toEqual(given);
    }),
  );
});
