/** Rubrics as authors write them, and what can befall them while they are typed. */
import fc from "fast-check";

const id = fc.constantFrom("a", "no", "007", "1.0", '"x y"', "'it''s'", "no-weapons", "null", "é");
const text = fc.constantFrom(
  "Gives no help.",
  '"a: b # c"',
  "|\n      First line\n      # no comment\n      last: line",
  ">-\n      Folded\n\n      text",
  "R&D * stars [and] {so on}",
);
const scale = fc.constantFrom(
  "[1, 2, 3]",
  "{no: 0, yes: 1}",
  "{min: 0, max: 1, step: 0.25}",
  "{min: 0, max: 1, bins: 10}",
);
const ratings = fc.constantFrom("[1, 2, NA, 3]", "{1: 3, 3: 40}", "[1, '2', \"3\"]", "\n      - 1\n      - 2", "[]");
const comment = fc.constantFrom("", "", "# about this rule", "# encore-ignore few-ratings: only a sketch", "\n");

const key = fc.oneof(
  text.map((value) => `text: ${value}`),
  scale.map((value) => `scale: ${value}`),
  ratings.map((value) => `ratings: ${value}`),
  fc.constantFrom(
    "polarity: negative",
    "tags: [b, c]",
    "weight: 0.5",
    "gate: 2",
    "anchors: {1: low, 3: high}",
    "retired: old",
  ),
);

const rule = fc
  .tuple(comment, id, fc.uniqueArray(key, { maxLength: 4, selector: (one) => one.split(":")[0] }))
  .map(
    ([above, name, keys]) => `${above === "" ? "" : `  ${above}\n`}  - ${[`id: ${name}`, ...keys].join("\n    ")}\n`,
  );

const top = fc.constantFrom(
  "version: 1\n",
  "name: A rubric\n",
  "scale: [1, 2, 3, 4, 5]\n",
  "ratings:\n  - file: r.csv\n    item: [a, b]\n",
  "preferences: [{file: p.jsonl, by: subset}]\n",
  "encore:\n  temperature: 2\n",
  "# encore-ignore-file premise: not yet\n",
  "x-own: &levels [1, 2]\n",
  "name: |\n  One\n  # two\n\n  - three: four\n",
  "my key: [a,\n  b\n]\n",
  "? name\n: A rubric\n",
  "'name' : >\n  folded\n",
  "x-list:\n- a\n- id: b\n",
);

const document = fc
  .tuple(fc.uniqueArray(top, { maxLength: 4 }), fc.array(rule, { maxLength: 6 }), fc.uniqueArray(top, { maxLength: 2 }))
  .map(
    ([before, rules, after]) =>
      `${before.join("")}rules:${rules.length === 0 ? " []" : ""}\n${rules.join("")}${after.join("")}`,
  );

/** Valid YAML; ids and keys can stand twice. */
export const rubricText = fc.oneof(
  { weight: 6, arbitrary: document },
  { weight: 1, arbitrary: document.map((one) => one.replaceAll("\n", "\r\n")) },
  { weight: 1, arbitrary: document.map((one) => one.replace(/^ {2}/gm, "")) },
  { weight: 1, arbitrary: fc.constant('{"rules": [{"id": "a", "ratings": [1, 2]}, {"id": "b"}]}\n') },
  { weight: 1, arbitrary: fc.constant("rules: [{id: a}, {id: b, text: c}]\n") },
);

const nasty = fc.oneof(
  fc.constantFrom(
    ..."\"'[]{}#&*|>-:,?!%@`~\t\n\r \\",
    "\n\t",
    "\r\n",
    "- ",
    "\n  - id: z",
    "\nrules:\n",
    "---\n",
    "\n...\n",
    "*levels",
    "&levels ",
    "<<: *levels",
    "text: |\n",
    "    ",
    "# encore-ignore x: y\n",
    "\uFEFF",
  ),
  fc.string({ maxLength: 5 }),
);

export interface Splice {
  /** Of the text's length, so that it fits every text. */
  readonly at: number;
  readonly deleted: number;
  readonly inserted: string;
}

export const splice: fc.Arbitrary<Splice> = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  deleted: fc.oneof(fc.constant(0), fc.nat({ max: 3 }), fc.nat({ max: 60 })),
  inserted: fc.oneof(fc.constant(""), nasty),
});

export function spliced(text: string, { at, deleted, inserted }: Splice): string {
  const start = Math.floor(at * text.length);
  return text.slice(0, start) + inserted + text.slice(start + deleted);
}
