/** Edits leave every other byte as it was, and what they write reads back as what was meant. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  dropRules,
  quoted,
  removeRuleKey,
  renameRule,
  reorderRules,
  retireRule,
  setEncoreKey,
  setRuleKey,
  setTopKey,
} from "../../server/src/rubric/edit.ts";
import { parse } from "../../server/src/rubric/parse.ts";
import type { Rubric, Rule, TextEdit } from "../../server/src/rubric/rubric.ts";
import { edited } from "../marked.ts";
import { rubricText, splice, spliced } from "./arbitrary-rubric.ts";

/** Valid YAML, as authors write it and as it can come about by mistakes. */
const anyRubric = fc
  .tuple(rubricText, fc.array(splice, { maxLength: 2 }))
  // A carriage return alone is a line break in YAML 1.2 and none in the library.
  .map(([text, splices]) => parse(splices.reduce(spliced, text).replace(/\r(?!\n)/g, "")))
  .filter(({ problems }) => !problems.some(({ check }) => check === "syntax"));
const withRules = anyRubric.filter(({ rules }) => rules.length > 0);
const withRule = withRules.chain((rubric) =>
  fc.record({ rubric: fc.constant(rubric), at: fc.nat(rubric.rules.length - 1) }),
);

/** The rubric after edits; they bring no problem that was not there. */
function apply(rubric: Rubric, edits: readonly TextEdit[]): Rubric {
  const result = parse(edited(rubric.text, edits));
  const told = ({ text, problems }: Rubric) =>
    problems.map(({ check, range }) => `${check}: ${text.slice(range.start, range.end)}`);
  const added = told(result).filter((one) => !told(rubric).includes(one));
  expect(added, result.text).toEqual([]);
  return result;
}

const sourceOf = ({ text }: Rubric, { range }: Rule) => text.slice(range.start, range.end);
const sourcesBut = (rubric: Rubric, at: number) =>
  rubric.rules.filter((_, k) => k !== at).map((rule) => sourceOf(rubric, rule));

describe("drop", () => {
  test("the other rules are byte for byte what they were", () => {
    fc.assert(
      fc.property(withRules, fc.infiniteStream(fc.boolean()), (rubric, coin) => {
        const dropped = rubric.rules.filter(() => coin.next().value);
        const result = apply(rubric, dropRules(rubric, dropped));
        const kept = rubric.rules.filter((rule) => !dropped.includes(rule));
        expect(result.rules.map((rule) => sourceOf(result, rule))).toEqual(kept.map((rule) => sourceOf(rubric, rule)));
        expect(result.name?.value).toBe(rubric.name?.value);
        expect(result.encore?.temperature?.value).toBe(rubric.encore?.temperature?.value);
      }),
      { numRuns: 300 },
    );
  });

  test("what goes is lines of the dropped rules and comments above them, and blank lines", () => {
    fc.assert(
      fc.property(withRule, ({ rubric, at }) => {
        const rule = rubric.rules[at];
        if (!rule) return;
        for (const { range, text } of dropRules(rubric, [rule])) {
          if (text !== "") expect(text).toBe(" []");
          const gone = rubric.text.slice(range.start, range.end).replace(sourceOf(rubric, rule), "");
          expect(gone).toMatch(/^(?:\s|,|#.*)*$/);
          expect(gone).not.toContain("encore-ignore-file");
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe("rename", () => {
  const id = fc
    .oneof(
      fc.constantFrom(
        "no",
        "a: b",
        "# x",
        "- a",
        "'",
        '"',
        "x, y",
        "{a}",
        "007",
        "*a",
        "&a",
        "null",
        "a #b",
        "é",
        "\t",
        "@",
      ),
      fc.string({ minLength: 1, unit: "grapheme" }),
    )
    .filter((text) => text.trim() !== "");

  test("the rule has the new id, its ratings stay with it, and the others are what they were", () => {
    fc.assert(
      fc.property(withRule, id, ({ rubric, at }, name) => {
        const rule = rubric.rules[at];
        if (!rule || rubric.rules.some(({ id: other }) => other.value === name)) return;
        const result = apply(rubric, renameRule(rubric, rule, name));
        const renamed = result.rules[at];
        expect(renamed?.id.value).toBe(name);
        expect(renamed?.ratedAs?.value ?? name).toBe(rule.ratedAs?.value ?? rule.id.value);
        expect(renamed?.text?.value).toBe(rule.text?.value);
        expect(renamed?.ratings?.value.values).toEqual(rule.ratings?.value.values);
        expect(sourcesBut(result, at)).toEqual(sourcesBut(rubric, at));
      }),
      { numRuns: 300 },
    );
  });

  test("back again is what it was", () => {
    fc.assert(
      fc.property(withRule, ({ rubric, at }) => {
        const rule = rubric.rules[at];
        if (
          !rule ||
          rule.ratedAs ||
          quoted(rule.id.value) !== rubric.text.slice(rule.id.range.start, rule.id.range.end)
        )
          return;
        const renamed = parse(edited(rubric.text, renameRule(rubric, rule, "other")));
        const again = renamed.rules[at];
        if (!again) throw new Error("lost");
        expect(edited(renamed.text, renameRule(renamed, again, rule.id.value))).toBe(rubric.text);
      }),
    );
  });
});

describe("keys of a rule", () => {
  const setting = fc.constantFrom<readonly [key: keyof Rule & string, value: string, expected: unknown]>(
    ["text", '"a: b"', "a: b"],
    ["polarity", "negative", "negative"],
    ["weight", "0.25", 0.25],
    ["gate", "2", 2],
    ["wording", '"4e1234"', "4e1234"],
    ["retired", '"no, really"', "no, really"],
    ["ratings", "[1, 1]", { shape: "list", values: ["1", "1"] }],
    ["ratings", '{"1": 2}', { shape: "counts", values: ["1"], counts: [2] }],
    ["scale", "[1, 2]", { levels: [1, 2] }],
  );

  test("a key that is set reads back; the other rules are what they were", () => {
    fc.assert(
      fc.property(withRule, setting, ({ rubric, at }, [key, value, expected]) => {
        const rule = rubric.rules[at];
        if (!rule) return;
        const result = apply(rubric, setRuleKey(rubric, rule, key, value));
        const field: unknown = result.rules[at]?.[key];
        expect(field).toMatchObject({ value: expected });
        expect(sourcesBut(result, at)).toEqual(sourcesBut(rubric, at));
      }),
      { numRuns: 300 },
    );
  });

  test("a key that was not there, set and removed, leaves what there was", () => {
    fc.assert(
      fc.property(withRule, setting, ({ rubric, at }, [key, value]) => {
        const rule = rubric.rules[at];
        if (!rule || rule[key] !== undefined) return;
        const set = parse(edited(rubric.text, setRuleKey(rubric, rule, key, value)));
        const field = set.rules[at]?.[key];
        if (!set.rules[at] || typeof field !== "object" || !("key" in field)) throw new Error("not set");
        expect(edited(set.text, removeRuleKey(set, set.rules[at], field))).toBe(rubric.text);
      }),
      { numRuns: 300 },
    );
  });

  test("a key that is removed is gone, and nothing else", () => {
    fc.assert(
      fc.property(withRule, setting, ({ rubric, at }, [key]) => {
        const rule = rubric.rules[at];
        const field = rule?.[key];
        if (!rule || typeof field !== "object" || !("key" in field)) return;
        const result = apply(rubric, removeRuleKey(rubric, rule, field));
        expect(result.rules[at]?.[key]).toBeUndefined();
        expect(Object.keys(result.rules[at] ?? {})).toEqual(Object.keys(rule).filter((one) => one !== key));
        expect(sourcesBut(result, at)).toEqual(sourcesBut(rubric, at));
      }),
      { numRuns: 300 },
    );
  });

  test("retired with any reason", () => {
    fc.assert(
      fc.property(
        withRule,
        fc.string({ unit: "grapheme" }).filter((text) => text.trim() !== ""),
        ({ rubric, at }, reason) => {
          const rule = rubric.rules[at];
          if (!rule) return;
          expect(apply(rubric, retireRule(rubric, rule, reason)).rules[at]?.retired?.value).toBe(reason);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe("keys of the document", () => {
  test("set, and set again", () => {
    fc.assert(
      fc.property(anyRubric, fc.constantFrom("1", "0.5"), (rubric, temperature) => {
        if (!rubric.rulesKey) return;
        const once = apply(rubric, setEncoreKey(rubric, "temperature", temperature));
        expect(once.encore?.temperature?.value).toBe(Number(temperature));
        const twice = apply(once, setEncoreKey(once, "limit", "0.7"));
        expect([twice.encore?.temperature?.value, twice.encore?.limit?.value]).toEqual([Number(temperature), 0.7]);
        const named = apply(twice, setTopKey(twice, "name", '"x: y"'));
        expect(named.name?.value).toBe("x: y");
        const scaled = apply(named, setTopKey(named, "scale", "[1, 2]"));
        expect(scaled.scale?.value).toMatchObject({ levels: [1, 2] });
        expect(sourcesBut(scaled, -1)).toEqual(sourcesBut(rubric, -1));
      }),
      { numRuns: 300 },
    );
  });
});

describe("order", () => {
  test("each rule is what it was, in its new place", () => {
    fc.assert(
      fc.property(
        withRules.chain((rubric) =>
          fc.record({
            rubric: fc.constant(rubric),
            order: fc.shuffledSubarray([...rubric.rules], { minLength: rubric.rules.length }),
          }),
        ),
        ({ rubric, order }) => {
          const result = apply(rubric, reorderRules(rubric, order));
          expect(result.rules.map((rule) => sourceOf(result, rule))).toEqual(
            order.map((rule) => sourceOf(rubric, rule)),
          );
        },
      ),
      { numRuns: 300 },
    );
  });
});

test("a quoted text reads back as it was, in a block, in brackets and in JSON", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: "grapheme" }), fc.string({ unit: "binary" })), (text) => {
      if (text.trim() === "") return;
      for (const [document, asJson] of [
        [`rules:\n  - id: ${quoted(text)}\n    text: foo\n`, false],
        [`rules: [{id: ${quoted(text)}, text: foo}]\n`, false],
        [`{"rules": [{"id": ${quoted(text, true)}, "text": "foo"}]}\n`, true],
      ] as const) {
        expect(parse(document).rules[0]?.id.value).toBe(text);
        if (asJson) expect(JSON.parse(document).rules[0].id).toBe(text);
      }
    }),
    { numRuns: 300 },
  );
});
