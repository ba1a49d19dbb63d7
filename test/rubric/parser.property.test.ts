/** A parser that keeps what it read gives what a fresh parse gives, whatever is typed. */
import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { expect, test } from "vitest";
import { type Document, isAlias, isMap, isScalar, isSeq, parseAllDocuments, visit } from "yaml";
import { createParser, parse } from "../../server/src/rubric/parse.ts";
import type { Rubric } from "../../server/src/rubric/rubric.ts";
import { rubricText, splice, spliced } from "./arbitrary-rubric.ts";

function expectSame(one: Rubric, other: Rubric): void {
  // Vitest's own comparison takes most of the time; it is wanted for its picture of the difference only.
  if (!isDeepStrictEqual(comparable(one), comparable(other))) expect(comparable(one)).toEqual(comparable(other));
}

/** Identities are objects of their own in each parser. */
function comparable(rubric: Rubric): unknown {
  return { ...rubric, rules: rubric.rules.map(({ identity: _, ...rule }) => rule) };
}

test("after any edits the rubric is that of a fresh parse, ranges and problems included", () => {
  fc.assert(
    fc.property(rubricText, fc.array(splice, { minLength: 1, maxLength: 8 }), (start, splices) => {
      const parser = createParser();
      let text = start;
      expectSame(parser.parse(text), parse(text));
      for (const one of splices) {
        text = spliced(text, one);
        expectSame(parser.parse(text), parse(text));
      }
    }),
    { numRuns: 400 },
  );
});

/** The library calls an alias of nothing an error only where it is followed; ours is told as one where it stands. */
function hasAlias(document: Document): boolean {
  let found = false;
  visit(document, (_, node) => {
    found ||= isAlias(node);
  });
  return found;
}

/** By rule: its id, its text, how many keys it has. Unavailable where the text as a whole is not valid YAML with a list of rules. */
function wholeRules(text: string): unknown[] | undefined {
  const documents = parseAllDocuments(text, { schema: "failsafe", prettyErrors: false, logLevel: "silent" });
  const [document, second] = Array.isArray(documents) ? documents : [];
  if (!document || second || document.errors.length > 0 || hasAlias(document) || text.includes("<<")) return undefined;
  const rules = isMap(document.contents) ? document.contents.get("rules") : undefined;
  if (!isSeq(rules)) return undefined;
  return rules.items.flatMap((item) => {
    const id = isMap(item) ? item.get("id", true) : undefined;
    if (!isMap(item) || !isScalar(id) || String(id.source).trim() === "") return [];
    const said = item.get("text", true);
    return [[id.source, isScalar(said) && String(said.source).trim() !== "" ? String(said.source).trim() : undefined]];
  });
}

test("what is read in pieces is what YAML says as a whole", () => {
  let compared = 0;
  fc.assert(
    fc.property(rubricText, fc.array(splice, { maxLength: 4 }), (start, splices) => {
      const text = splices.reduce(spliced, start);
      const expected = wholeRules(text);
      if (expected === undefined) return;
      compared++;
      const { rules, problems } = parse(text);
      expect(rules.map((rule) => [rule.id.value, rule.text?.value.trim()])).toEqual(expected);
      expect(problems.filter(({ check }) => check === "syntax")).toEqual([]);
    }),
    { numRuns: 1000 },
  );
  expect(compared).toBeGreaterThan(100);
});

test("every range lies within the text, and a rule's fields within the rule", () => {
  fc.assert(
    fc.property(rubricText, fc.array(splice, { maxLength: 5 }), (start, splices) => {
      const text = splices.reduce(spliced, start);
      const { rules, problems, ignores } = parse(text);
      for (const { range } of [...rules, ...problems, ...ignores]) {
        expect(range.start).toBeGreaterThanOrEqual(0);
        expect(range.end).toBeGreaterThanOrEqual(range.start);
        expect(range.end).toBeLessThanOrEqual(text.length);
      }
      for (const { range, id, ratings } of rules) {
        expect(id.range.start).toBeGreaterThanOrEqual(range.start);
        expect(id.range.end).toBeLessThanOrEqual(range.end);
        for (const offset of ratings?.value.offsets ?? [])
          expect((ratings?.range.start ?? 0) + offset).toBeLessThanOrEqual(range.end);
      }
    }),
    { numRuns: 400 },
  );
});

test("any text at all is read without a throw", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 200 }), (text) => {
      expect(parse(text).text).toBe(text);
    }),
    { numRuns: 500 },
  );
});

const three = `rules:
  - id: a
    ratings: [1, 2]
  - id: b
    tags: [x]
    ratings: [3]
  - id: c
    text: the end
`;

test("rules before an edit are the same objects; rules behind it keep their identity", () => {
  const parser = createParser();
  const before = parser.parse(three).rules;
  const after = parser.parse(three.replace("[3]", "[3, 3]")).rules;
  expect(after[0]).toBe(before[0]);
  expect(after[1]?.identity).not.toBe(before[1]?.identity);
  expect(after[2]).not.toBe(before[2]);
  expect(after[2]?.identity).toBe(before[2]?.identity);
  expect(after[2]?.text?.range.start).toBe((before[2]?.text?.range.start ?? 0) + 3);
});

test("a rule that moves keeps its identity", () => {
  const parser = createParser();
  const [a, b, c] = parser.parse(three).rules;
  const [head = "", ...items] = three.split(/(?=^ {2}- )/m);
  const moved = parser.parse([head, ...items.toReversed()].join("")).rules;
  for (const [at, rule] of [c, b, a].entries()) expect(moved[at]?.identity).toBe(rule?.identity);
  expect(moved[0]?.identity).not.toBe(moved[1]?.identity);
});

test("rules in brackets keep their identity too", () => {
  const parser = createParser();
  const before = parser.parse('{"rules": [{"id": "a"}, {"id": "b"}]}').rules;
  const after = parser.parse('{"rules": [{"id": "abc"}, {"id": "b"}]}').rules;
  expect(after[0]?.identity).not.toBe(before[0]?.identity);
  expect(after[1]?.identity).toBe(before[1]?.identity);
});

test.each([
  // Found by fuzzing: an entry that no name reaches any more.
  [": &m\nrules:\n  - \n  : *m\n", "rules:\n  - \n  : *m\n"],
  ["rules:\n  - id: a\n    text: *m\n", "x-m: &m one\nrules:\n  - id: a\n    text: *m\n"],
])("what is read of %j leaves no trace in %j", (before, after) => {
  const parser = createParser();
  parser.parse(before);
  expect(parser.parse(after)).toEqual(parse(after));
});

test("a rule with an alias is read again when what it repeats changes", () => {
  const parser = createParser();
  const text = "x-levels: &levels [1, 2]\nrules:\n  - id: a\n    scale: *levels\n";
  expect(parser.parse(text).rules[0]?.scale?.value).toMatchObject({ levels: [1, 2] });
  const known = parser.parse(text).rules[0];
  expect(parser.parse(text).rules[0]).toBe(known);
  expect(parser.parse(text.replace("[1, 2]", "[1, 9]")).rules[0]?.scale?.value).toMatchObject({ levels: [1, 9] });
});
