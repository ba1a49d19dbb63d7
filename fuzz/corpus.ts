/** What is mutated: the samples, the examples of the docs, the grammar's fixtures, and rubrics that are odd on purpose. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

const root = path.join(import.meta.dirname, "..");

/** Longer ones are cut after some rules: a mutation should hit something. */
const LONGEST = 1500;

export function corpus(): readonly string[] {
  const rubrics = [...files("media/sample"), ...files("test/syntaxes"), ...files("test/syntaxes/snap")];
  const examples = ["docs", "docs/checks", "."].flatMap((folder) => examplesIn(folder));
  return [...rubrics.map((text) => text.slice(0, LONGEST)), ...examples, ...odd];
}

function files(folder: string): string[] {
  return readdirSync(path.join(root, folder))
    .filter((name) => /\.rubric\.(?:ya?ml|json)$/.test(name))
    .map((name) => readFileSync(path.join(root, folder, name), "utf8"));
}

/** Fenced YAML and JSON of the pages in a folder. */
function examplesIn(folder: string): string[] {
  return readdirSync(path.join(root, folder), { withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".md"))
    .flatMap(({ name }) => {
      const page = readFileSync(path.join(root, folder, name), "utf8");
      return [...page.matchAll(/^```(?:ya?ml|json)\n(.*?)^```/gms)].map(([, text = ""]) => text);
    });
}

const odd: readonly string[] = [
  "",
  "\n\n",
  "rules:\n",
  "rules: []\n",
  "- id: a\n",
  "\nscale: 1-5\nrules:\n  - id: a\n    text: Is kind.\n    ratings: [1, 5, 5, 2]\n",
  "scale: [1, 5]\r\nrules:\r\n  - id: a\r\n    text: Is kind.\r\n    ratings: {1: 30, 5: 2}\r\n  - id: b\r\n    ratings: [1]\r\n",
  '{"scale": [1, 2], "rules": [{"id": "a", "text": "b", "ratings": [1, 2, 2]}, {"id": "c", "ratings": {"1": 3}}]}\n',
  "{scale: [1, 2], rules: [{id: a, text: b, ratings: [1, 2, 2]}, {id: a}, {id: c, retired: no}]}",
  "x-s: &s [1, 2, 3]\nrules:\n  - &r\n    id: a\n    scale: *s\n    ratings: &n [1, 2, 3]\n  - <<: *r\n    id: b\n  - {id: c, ratings: *n, scale: *s}\n",
  "rules:\n  - id: __proto__\n    tags: [constructor, toString]\n    anchors: {__proto__: x, constructor: y}\n    ratings: {__proto__: 2, constructor: 1}\n  - id: constructor\n    hasOwnProperty: 1\n__proto__: x\nconstructor: {prototype: 1}\nencore: {__proto__: 1, valueOf: 2}\n",
  "scale: {__proto__: 0, constructor: 1}\nmissing: [__proto__]\nratings:\n  - file: r.csv\n    only: {__proto__: [constructor]}\nraters: {people: [constructor]}\nrules:\n  - id: valueOf\n    rated_as: __proto__\n    ratings: [constructor, __proto__]\n",
  "# encore-ignore-file few-ratings: x\nrules:\n  # encore-ignore high-entropy: y\n  - id: a # encore-ignore z\n    text: |\n      One\n      # two\n    ratings: [1, 2]\n    wording: abc123\n",
  "ratings: r.csv\nresponses: [r.jsonl, {file: s.jsonl, sensitive: true}]\npreferences:\n  - overall: a\n  - demonstrations: {model: human}\n  - clickhouse: {url_env: ENCORE_X, table: t}\nraters: anonymous\nrules:\n  - id: a\n    gate: 9\n    weight: .5\n    polarity: negativ\n",
  "? rules\n: - id: a\n  - {id: b}\n",
  "%YAML 1.2\n---\nrules:\n- id: !!str a\n  text: >-\n    folded\n\n    text\n- ! {id: b}\n...\n---\nrules: []\n",
  "rules:\n  - id: \"a\\u0000b\"\n    text: 'it''s'\n  - id: \"\\ud83d\"\n    ratings: [\"1\", '2', ~, null, NA, .nan]\n",
];
