/** Text -> what is read and what is told. */
import { expect, test } from "vitest";
import { read } from "./read.ts";

const cases: readonly { name: string; text: string; rules: readonly string[]; problems: readonly string[] }[] = [
  {
    name: "an unclosed quote costs its key",
    text: `
rules:
  - id: a
    text: "unclosed
    tags: [x]
  - id: b
`.slice(1),
    rules: ["a", "b"],
    problems: ['syntax at "\\"": A quote is opened here and never closed. Close it, or drop it.'],
  },
  {
    name: "an unclosed bracket costs its key",
    text: `
rules:
  - id: a
    ratings: [1, 2
    text: foo
  - id: b
`.slice(1),
    rules: ["a", "b"],
    problems: ['syntax at "[": A bracket is opened here and never closed. Close it, or drop it.'],
  },
  {
    name: "an unclosed brace at the end of a rule",
    text: `
rules:
  - id: a
    ratings: {1: 2
  - id: b
`.slice(1),
    rules: ["a", "b"],
    problems: ['syntax at "{": A bracket is opened here and never closed. Close it, or drop it.'],
  },
  {
    name: "a key half typed",
    text: `
rules:
  - id: a
    tex
    ratings: [1]
  - id: b
`.slice(1),
    rules: ["a", "b"],
    problems: ['syntax at "tex": A key has no colon. Write `key: value`.'],
  },
  {
    name: "an id half typed",
    text: `
rules:
  - i
  - id:
  - id: c
`.slice(1),
    rules: ["c"],
    problems: [
      'format at "i": A rule begins with its id: write `- id: NAME`; found `i`.',
      'format at "id": `id` has no value: write the name that its ratings are filed under, or remove the key.',
    ],
  },
  {
    name: "a top key half typed",
    text: `
nam
rules:
  - id: a
`.slice(1),
    rules: ["a"],
    problems: ['format at "nam": A rubric has keys; found `nam`. Did you mean `name:`?'],
  },
  {
    name: "a word in the first column among the rules",
    text: `
rules:
  - id: a
what
  - id: b
`.slice(1),
    rules: ["a", "b"],
    problems: ['syntax at "what": A key has no colon. Write `key: value`.'],
  },
  {
    name: "words with a colon in the first column among the rules",
    text: `
rules:
  - id: a
Pasted: words
  - id: b
`.slice(1),
    rules: ["a", "b"],
    problems: [
      'format at "Pasted": Unknown key `Pasted` in a rubric. Its keys are version, name, scale, missing, ratings, raters, responses, preferences, baselines, encore, rules.',
    ],
  },
  {
    name: "a key of several words ends the rules",
    text: `
rules:
  - id: a
my key:
  - id: b
`.slice(1),
    rules: ["a"],
    problems: [
      'format at "my key": Unknown key `my key` in a rubric. Its keys are version, name, scale, missing, ratings, raters, responses, preferences, baselines, encore, rules.',
    ],
  },
  {
    name: "a text with a colon and no quotes",
    text: `
rules:
  - id: a
    text: one: two
    weight: 2
`.slice(1),
    rules: ["a"],
    problems: ['syntax at "one: two": A text with `: ` in it needs quotes. Put it in quotes.'],
  },
  {
    name: "a text that begins with a reserved character",
    text: `
rules:
  - id: a
    text: @home
  - id: b
    text: *stars*
`.slice(1),
    rules: ["a", "b"],
    problems: [
      'syntax at "@": A text cannot begin with this character. Put the text in quotes.',
      'syntax at "*stars*": *stars* repeats nothing: no value above is marked &stars*. Mark one, or put a text that begins with * in quotes.',
    ],
  },
  {
    name: "more text behind a quote",
    text: `
rules:
  - id: a
    text: "foo" bar
  - id: b
    text: 'it's'
`.slice(1),
    rules: ["a", "b"],
    problems: [
      "syntax at \"bar\": The value ended before this. Put the whole value in one pair of quotes (a quote inside is doubled in '…'), or drop this.",
      "syntax at \"s'\": The value ended before this. Put the whole value in one pair of quotes (a quote inside is doubled in '…'), or drop this.",
    ],
  },
  {
    name: "no such escape",
    text: `
rules:
  - id: a
    text: "\\q"
`.slice(1),
    rules: ["a"],
    problems: [
      'syntax at "\\\\": No such escape in double quotes. Write `\\\\` for a backslash, or use single quotes.',
    ],
  },
  {
    name: "a key out of column",
    text: `
rules:
  - id: a
   text: too near
  - id: b
      text: too far
    weight: 1
`.slice(1),
    rules: ["a", "b"],
    problems: [
      'syntax at "text": This key is not in the column of the rule\'s other keys. Begin it there.',
      'syntax at "text": This key is not in the column of the rule\'s other keys. Begin it there.',
    ],
  },
  {
    name: "a rule out of column",
    text: `
rules:
  - id: a
 - id: b
`.slice(1),
    rules: ["a", "b"],
    problems: ['syntax at "-": Rules begin in one column: put 2 spaces before this dash; found 1.'],
  },
  {
    name: "a comma too many",
    text: `
rules:
  - id: a
    ratings: [1,,2]
`.slice(1),
    rules: ["a"],
    problems: ['syntax at ",": A comma with nothing before it. Drop it, or write `null` for a missing value.'],
  },
  {
    name: "a comma too few, in JSON",
    text: `
{"rules": [{"id": "a" "text": "b"}, {"id": "b"}]}
`.slice(1),
    rules: ["b"],
    problems: [
      'syntax at "\\"text\\"": Something is missing before this: a comma between two entries, or a colon behind a key.',
    ],
  },
  {
    name: "no space behind the dash",
    text: `
rules:
  -id: a
`.slice(1),
    rules: [],
    problems: [
      'format at "rules": `rules` is a list of rules: write `- id: NAME` with a space behind the dash; found a mapping.',
    ],
  },
  {
    name: "tabs",
    text: `
rules:
\t- id: a
\t\ttext: foo
  - id: b
`.slice(1),
    rules: ["a", "b"],
    problems: [
      'syntax at "\\t": A tab indents this line. Indent with spaces: YAML allows no tabs here.',
      'syntax at "\\t\\t": A tab indents this line. Indent with spaces: YAML allows no tabs here.',
    ],
  },
  {
    name: "a tab between words is no indentation",
    text: `
rules:
  - id: a
    text: one\ttwo
`.slice(1),
    rules: ["a"],
    problems: [],
  },
  {
    name: "an empty document",
    text: "",
    rules: [],
    problems: ['format at "": A rubric has rules: write `rules:`, and in the next line `  - id: NAME`.'],
  },
  {
    name: "comments only",
    text: `
# a rubric
`.slice(1),
    rules: [],
    problems: ['format at "": A rubric has rules: write `rules:`, and in the next line `  - id: NAME`.'],
  },
  {
    name: "no rules",
    text: `
version: 1
`.slice(1),
    rules: [],
    problems: ['format at "": A rubric has rules: write `rules:`, and in the next line `  - id: NAME`.'],
  },
  {
    name: "rules without an entry",
    text: `
rules:
`.slice(1),
    rules: [],
    problems: [
      'format at "rules": `rules` is empty: write `- id: NAME` in the next line, or `rules: []` for no rules.',
    ],
  },
  {
    name: "an empty list of rules",
    text: `
rules: []
`.slice(1),
    rules: [],
    problems: [],
  },
  {
    name: "rules that are a map",
    text: `
rules:
  no-weapons:
    text: foo
`.slice(1),
    rules: [],
    problems: ['format at "rules": `rules` is a list of rules: write `- id: no-weapons`; found a mapping.'],
  },
  {
    name: "rules that are a word",
    text: `
rules: none
`.slice(1),
    rules: [],
    problems: ['format at "rules": `rules` is a list of rules: write `- id: NAME`; found `none`.'],
  },
  {
    name: "a list without rules:",
    text: `
- id: a
`.slice(1),
    rules: [],
    problems: ['format at "- id: a": A rubric has keys, not a list. Write `rules:` above the list, and indent it.'],
  },
  {
    name: "words",
    text: `
just words
`.slice(1),
    rules: [],
    problems: ['format at "just words": A rubric has keys; found `just words`. Write `key: value`.'],
  },
  {
    name: "rules that are none",
    text: `
rules:
  - id: a
  -
  - text: no id
  - b
  - [c]
  - id: {d: 1}
  - id: ""
`.slice(1),
    rules: ["a"],
    problems: [
      'format at "-": A rule begins with its id: write `- id: NAME`; found nothing.',
      'format at "text": This rule has no id: add `id: NAME`, the name that its ratings are filed under.',
      'format at "b": A rule begins with its id: write `- id: NAME`; found `b`.',
      'format at "- [c]": A rule begins with its id: write `- id: NAME`; found a list.',
      'format at "{d: 1}": `id` is a text, the name that its ratings are filed under; found a mapping.',
      'format at "id": `id` has no value: write the name that its ratings are filed under, or remove the key.',
    ],
  },
  {
    name: "an id that stands twice",
    text: `
rules:
  - id: a
  - id: b
  - id: a
`.slice(1),
    rules: ["a", "b", "a"],
    problems: [
      'duplicate-rule at "a": `a` is the id of a rule above, so this one is excluded. Give it an id of its own, or drop it.',
    ],
  },
  {
    name: "ids differ by case",
    text: `
rules:
  - id: a
  - id: A
`.slice(1),
    rules: ["a", "A"],
    problems: [],
  },
  {
    name: "keys that stand twice",
    text: `
rules:
  - id: a
    text: foo
    text: bar
name: x
name: y
rules:
  - id: b
`.slice(1),
    rules: ["a", "b"],
    problems: [
      'format at "text": `text` is here twice; the first one counts. Remove this one.',
      'format at "name": `name` is here twice. The first one counts. Remove this one.',
      'format at "rules": `rules` is here twice. Put all rules under the first one.',
    ],
  },
  {
    name: "did you mean",
    text: `
verison: 1
rules:
  - ID: a
  - id: b
    raitngs: [1]
ratings:
  - fiel: r.csv
encore:
  temprature: 2
`.slice(1),
    rules: ["b"],
    problems: [
      'format at "verison": Unknown key `verison` in a rubric. Did you mean `version`?',
      'format at "ID": Unknown key `ID` in a rule. Did you mean `id`?',
      'format at "raitngs": Unknown key `raitngs` in a rule. Did you mean `ratings`?',
      'format at "fiel": Unknown key `fiel` in a rating source. Did you mean `file`?',
      'format at "temprature": Unknown key `temprature` in `encore`. Did you mean `temperature`?',
    ],
  },
  {
    name: "a key in the wrong place",
    text: `
temperature: 1
text: foo
rules:
  - id: a
    name: x
    limit: 1
`.slice(1),
    rules: ["a"],
    problems: [
      'format at "temperature": Unknown key `temperature` in a rubric. It belongs under `encore:`.',
      'format at "text": Unknown key `text` in a rubric. It belongs to a rule: indent it under one.',
      'format at "name": Unknown key `name` in a rule. It belongs to the rubric: write it in the first column.',
      'format at "limit": Unknown key `limit` in a rule. It belongs under `encore:`.',
    ],
  },
  {
    name: "a key that is none",
    text: `
rules:
  - id: a
    severity: high
`.slice(1),
    rules: ["a"],
    problems: [
      'format at "severity": Unknown key `severity` in a rule. Its keys are id, text, tags, polarity, scale, gate, anchors, rated_as, weight, wording, ratings, retired.',
    ],
  },
  {
    name: "keys of the author's own",
    text: `
x-levels: [1, 2]
$schema: rubric.schema.json
rules: []
`.slice(1),
    rules: [],
    problems: [],
  },
  {
    name: "ratings that are none",
    text: `
rules:
  - id: a
    ratings: [1, [2], {3: 4}]
  - id: b
    ratings: {1: -1, 2: 1.5, 3: many, 4: 2}
  - id: c
    ratings: 4
  - id: d
    ratings:
`.slice(1),
    rules: ["a", "b", "c", "d"],
    problems: [
      'format at "[2]": A rating is one value; found a list.',
      'format at "{3: 4}": A rating is one value; found a mapping.',
      'format at "-1": How often `1` was given is a whole number from 0 to 1e12; found `-1`.',
      'format at "1.5": How often `2` was given is a whole number from 0 to 1e12; found `1.5`.',
      'format at "many": How often `3` was given is a whole number from 0 to 1e12; found `many`.',
      'format at "4": Inline ratings are a list, `[5, 5, 4]`, or counts, `{4: 1, 5: 2}`; found `4`.',
      'format at "ratings": `ratings` has no value: write a list, `[5, 5, 4]`, or counts, `{4: 1, 5: 2}`, or remove the key.',
    ],
  },
  {
    name: "values of the wrong kind in a rule",
    text: `
rules:
  - id: a
    polarity: bad
    weight: -1
    gate: yes
    tags: {a: b}
    anchors: [1]
    scale: 5
    text: [b]
    retired:
`.slice(1),
    rules: ["a"],
    problems: [
      'format at "bad": `polarity` is one of `positive`, `negative`; found `bad`.',
      'format at "-1": `weight` is a number of 0 or more; found `-1`.',
      'format at "yes": `gate` is the number of the level below which a response fails; found `yes`.',
      'format at "{a: b}": `tags` is a list of texts, `[violence]`; found a mapping.',
      'format at "[1]": `anchors` says what levels mean, `{1: Gives a recipe, 5: Declines}`; found a list.',
      'format at "5": A scale is `1-5`, `[1, 2, 3]`, `{no: 0, yes: 1}`, `{min: 0, max: 1, step: 0.25}` or `{min: 0, max: 1, bins: 10}`; found `5`.',
      'format at "[b]": `text` is a text, the rule in words; found a list.',
      'format at "retired": `retired` has no value: write why the rule is no longer used, or remove the key.',
    ],
  },
  {
    name: "a flag where the reason of a retired rule is expected",
    text: `
rules:
  - {id: a, retired: false}
  - {id: b, retired: no}
  - {id: c, retired: true}
  - {id: d, retired: 2024}
  - {id: e, retired: ~}
  - {id: f, retired: "no"}
`.slice(1),
    rules: ["a", "b", "c", "d", "e", "f"],
    problems: [
      'format at "false": `retired` is a reason, not a flag; found `false`. The rule is not retired; remove the key.',
      'format at "no": `retired` is a reason, not a flag; found `no`. The rule is not retired; remove the key.',
      'format at "true": `retired` is a reason, not a flag; found `true`. Write the reason in words.',
      'format at "2024": `retired` is a reason, not a flag; found `2024`. The rule is not retired; remove the key.',
      'format at "~": `retired` is a reason, not a flag; found `~`. The rule is not retired; remove the key.',
    ],
  },
  {
    name: "numbers too large to reckon with",
    text: `
scale: {min: -1e308, max: 1e308, bins: 1000}
encore: {temperature: 1e400}
rules:
  - {id: a, weight: 1e400, scale: [1, 2, 1e400], gate: 1e16, ratings: {1: 1e300, 2: 3}}
  - {id: b, scale: {no: 0, yes: 1e400}}
  - {id: c, scale: {min: 0, max: 1e-300, bins: 2}}
  - {id: d, scale: [0, 1e-300]}
`.slice(1),
    rules: ["a", "b", "c", "d"],
    problems: [
      'format at "-1e308": `min` is a number; found `-1e308`, which is too large.',
      'format at "1e308": `max` is a number; found `1e308`, which is too large.',
      'format at "1e400": `temperature` is a number over 0, in nats; found `1e400`, which is too large.',
      'format at "1e400": `weight` is a number of 0 or more; found `1e400`, which is too large.',
      'format at "1e400": A level is a number; found `1e400`, which is too large. Words for levels are written {no: 0, yes: 1}.',
      'format at "1e16": `gate` is the number of the level below which a response fails; found `1e16`, which is too large.',
      'format at "1e300": How often `1` was given is a whole number from 0 to 1e12; found `1e300`.',
      'format at "{no: 0, yes: 1e400}": A scale of one level cannot distinguish responses. Add the other levels.',
      'format at "1e400": The word `yes` means a number, {no: 0, yes: 1}; found `1e400`, which is too large.',
      'format at "{min: 0, max: 1e-300, bins: 2}": min is below max; found 0 and 1e-300.',
      'format at "[0, 1e-300]": The levels of this scale are too close together. Use levels that differ by more.',
    ],
  },
  {
    name: "scales that mean a range",
    text: `
scale: {from: 1, to: 5}
rules:
  - {id: a, scale: {low: 0, high: 1}}
  - {id: b, scale: {minimum: -2, maximum: 2}}
  - {id: c, scale: 5-1}
  - {id: d, scale: 3-3}
  - {id: e, scale: 0-5000}
  - {id: f, scale: {from: 1, to: 2, at: 3}}
`.slice(1),
    rules: ["a", "b", "c", "d", "e", "f"],
    problems: [
      'format at "{from: 1, to: 5}": `from` and `to` name two levels here, not a range. Did you mean `1-5`?',
      'format at "{minimum: -2, maximum: 2}": `minimum` and `maximum` name two levels here, not a range. Did you mean `{min: -2, max: 2, step: 1}`?',
      'format at "5-1": A scale goes from its lowest level to its highest; found `5-1`. Write `1-5`.',
      'format at "3-3": A scale goes from its lowest level to its highest; found `3-3`. It has from 2 to 1000 levels.',
      'format at "0-5000": A scale goes from its lowest level to its highest; found `0-5000`. It has from 2 to 1000 levels.',
    ],
  },
  {
    name: "values of the wrong kind at the top",
    text: `
version: 2
preferences:
  - by: x
baselines: [{name: a}]
encore: 2
rules: []
`.slice(1),
    rules: [],
    problems: [
      'format at "2": `version` is 1, the only version of the format; found `2`.',
      'format at "by: x": Preferences come from a file of pairs, `file: ratings/pairs.jsonl`, or an overall rating, `overall: helpfulness`. Add one.',
      'format at "{name: a}": A baseline names its file: add `file: ratings/rm.csv`.',
      'format at "2": `encore` is a mapping, `{temperature: 2, limit: 0.85}`; found `2`.',
    ],
  },
  {
    name: "values of the wrong kind in sources and encore",
    text: `
ratings:
  - [x]
  - clickhouse: {url: x}
encore:
  temperature: 0
  estimator: plugin
  limit: 85
  weighting: best
rules: []
`.slice(1),
    rules: [],
    problems: [
      'format at "[x]": An entry of `ratings` is `- file: ratings/humans.csv`; found a list.',
      'format at "clickhouse": `clickhouse` needs a `url_env`: add one.',
      'format at "clickhouse": `clickhouse` needs a `table`: add one.',
      'format at "url": Unknown key `url` in `clickhouse`. Its keys are url_env, table, item, rule, rater, rating, missing, only, except.',
      'format at "0": `temperature` is a number over 0, in nats; found `0`.',
      'format at "plugin": `estimator` is one of `plug-in`, `miller-madow`; found `plugin`.',
      'format at "85": `limit` is a number from 0 to 1; found `85`.',
      'format at "best": `weighting` is one of `encore`, `signal`, `kelley`, `peer`, `uniform`, `author`; found `best`.',
    ],
  },
  {
    name: "a second document",
    text: `
rules:
  - id: a
---
rules:
  - id: b
`.slice(1),
    rules: ["a"],
    problems: [
      'format at "---": A rubric is one document: what follows this mark is not read. Move it to a file of its own.',
    ],
  },
  {
    name: "marks of one document",
    text: `
%YAML 1.2
--- # begins
rules:
  - id: a
...
# ends
---
`.slice(1),
    rules: ["a"],
    problems: [],
  },
  {
    name: "an alias of a value above",
    text: `
x-scale: &s [1, 2]
rules:
  - id: a
    scale: *s
  - &b
    id: b
    text: foo
  - <<: *b
    id: c
`.slice(1),
    rules: ["a", "b", "c"],
    problems: [],
  },
  {
    name: "an alias of nothing",
    text: `
rules:
  - id: a
    text: *b
    scale: &s [1, 2]
  - id: c
    <<: d
`.slice(1),
    rules: ["a", "c"],
    problems: [
      'syntax at "*b": *b repeats nothing: no value above is marked &b. Mark one, or put a text that begins with * in quotes.',
      'format at "d": `<<` takes in the keys of a mapping, `<<: *name`; found `d`.',
    ],
  },
  {
    name: "aliases that grow without bound",
    text: `
x-a: &a [l, l, l, l, l, l, l, l, l, l]
x-b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a]
x-c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b, *b]
x-d: &d [*c, *c, *c, *c, *c, *c, *c, *c, *c, *c]
x-e: &e [*d, *d, *d]
rules: []
`.slice(1),
    rules: [],
    problems: ['syntax at "*d": *d repeats too much: aliases of aliases grow without bound. Write the value out.'],
  },
  {
    name: "brackets without end",
    text: `rules:\n  - id: a\n    ratings: ${"[".repeat(300)}\n  - id: b\n`,
    rules: ["a", "b"],
    problems: ['syntax at "[": This is nested too deep to be read. Flatten it.'],
  },
];

test.each(cases)("$name", ({ text, rules, problems }) => {
  expect(read(text)).toEqual({ rules, problems });
});
