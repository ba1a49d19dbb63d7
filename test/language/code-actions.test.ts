import fc from "fast-check";
import { expect, test } from "vitest";
import { codeActions, dropRules, resolvedAction, stampRules } from "../../server/src/language/code-actions.ts";
import { parse } from "../../server/src/rubric/parse.ts";
import { linted } from "../lint/pipeline.ts";
import { cursorOf, dedent, edited, marked } from "../marked.ts";

async function actionsAt(source: string, only?: string[]) {
  const text = marked(source);
  const { analysis, findings } = await linted(text.text);
  const at = cursorOf(text);
  const actions = codeActions(analysis, findings, { start: at, end: at }, only);
  const taken = (title: RegExp) => {
    const action = actions.find((one) => title.test(one.title));
    return action && edited(text.text, action.edits);
  };
  return { analysis, actions, taken, text: text.text, titles: actions.map(({ title }) => title) };
}

const two = `
  scale: [1, 2]
  # above
  rules:
    # first
    - id: a
      ratings: {1: 20, 2: 20} # kept
    - id: b
      ratings: {1: 30, 2: 10}
`;

test("ENCORE's weight is written for one rule, all rules, and not again", async () => {
  const one = await actionsAt(two.replace("id: a", "id: $0a"));
  const written = one.taken(/^Write the encore weight .* of a into weight:/);
  expect(written).toMatch(/- id: a\n {4}weight: 0\.4\d+\n/);
  const all = (await actionsAt(two.replace("rules:", "ru$0les:"))).taken(/^Write the encore weights of 2 rules/) ?? "";
  const sum = parse(all).rules.reduce((total, { weight }) => total + (weight?.value ?? 0), 0);
  expect(sum).toBeCloseTo(1, 12);
  const again = await actionsAt(all.replace("rules:", "ru$0les:"));
  expect(again.titles.filter((title) => title.startsWith("Write the"))).toEqual([]);
});

test("the author's weights are made to sum to 1, once", async () => {
  const weighed = two.replace("id: a", "id: a\n      weight: 3").replace("id: b", "id: b\n      weight: 1");
  const { taken } = await actionsAt(weighed.replace("rules:", "rules$0:"));
  const after = taken(/sum to 1 \(now 4\.00\)/) ?? "";
  expect(parse(after).rules.map(({ weight }) => weight?.value)).toEqual([0.75, 0.25]);
  expect((await actionsAt(after.replace("rules:", "rules$0:"))).taken(/sum to 1/)).toBeUndefined();
});

test("rules are sorted by weight, each with its comments", async () => {
  const { taken } = await actionsAt(two.replace("rules:", "rules$0:"));
  expect(taken(/^Sort rules/)).toBe(
    dedent(`
      scale: [1, 2]
      # above
      rules:
        - id: b
          ratings: {1: 30, 2: 10}
        # first
        - id: a
          ratings: {1: 20, 2: 20} # kept
    `),
  );
});

test("ratings go from list to counts and back", async () => {
  const list = "scale: {no: 0, yes: 1}\nrules:\n  - id: a\n    ratings: [yes, n$0o, yes, ~]\n";
  const counts = (await actionsAt(list)).taken(/as counts/);
  expect(counts).toBe("scale: {no: 0, yes: 1}\nrules:\n  - id: a\n    ratings: {yes: 2, no: 1, null: 1}\n");
  const back = (await actionsAt((counts ?? "").replace("yes: 2", "$0yes: 2"))).taken(/as a list/);
  expect(back).toContain("ratings: [yes, yes, no, null]");
});

async function extracted(source: string) {
  const { analysis, actions, text } = await actionsAt(source);
  const action = actions.find(({ kind }) => kind === "refactor.extract");
  return { text, action, made: action?.deferred && resolvedAction(analysis, action.deferred) };
}

test("inline ratings go to a file that gives the same analysis", async () => {
  const { text, action, made } = await extracted(two.replace("rules:", "rules$0:"));
  expect(action?.edits).toEqual([]);
  const created = made?.creates?.[0];
  const after = edited(text, made?.edits ?? []);
  expect(after).not.toMatch(/ratings: \{/);
  const before = await linted(text);
  const now = await linted(after, { [created?.path ?? ""]: created?.text ?? "" });
  expect(now.analysis.rules.map(({ weight }) => weight)).toEqual(before.analysis.rules.map(({ weight }) => weight));
});

test.each([
  [
    "indented keys",
    "  scale: [1, 2]\n  rules:\n    - id: a$0\n      ratings: {1: 2, 2: 1}\n",
    "  scale: [1, 2]\n  ratings: [{file: ratings.csv}]\n  rules:\n    - id: a\n",
  ],
  [
    "JSON",
    '{"scale": [1, 2], "rules": [{"id": "a", "rat$0ings": [1, 2, 2]}]}',
    '{"scale": [1, 2], "ratings": [{"file": "ratings.csv"}], "rules": [{"id": "a"}]}',
  ],
  [
    "a rule that is ten million ratings",
    "scale: [1, 2]\nru$0les:\n  - id: a\n    ratings: {1: 3, 2: 10000000}\n",
    undefined,
  ],
  ["more ratings than there can be", "scale: [1, 2]\nru$0les:\n  - id: a\n    ratings: {1: 3, 2: 1e15}\n", undefined],
  ["ratings that are no list", "ratings: {file: a.csv}\nru$0les:\n  - id: a\n    ratings: [1, 2]\n", undefined],
  [
    "ratings that a retired rule uses",
    "ru$0les:\n  - id: a\n    ratings: &r [1, 2]\n  - id: b\n    retired: old\n    ratings: *r\n",
    undefined,
  ],
])("extracting the ratings of %s", async (_, source, after) => {
  const { text, made } = await extracted(
    source.replace("id: a$0", "id: a").replace("ratings: {1: 2", "$0ratings: {1: 2"),
  );
  expect(made && edited(text, made.edits)).toBe(after);
});

test("on save only what cannot change a weight is done", async () => {
  const source =
    "scale: [1, 2]\nrules:\n  # encore-ignore disputed: was once\n  - id: $0a\n    polarty: negative\n    ratings: {1: 20, 2: 20}\n";
  const { actions, taken } = await actionsAt(source, ["source.fixAll.encore"]);
  expect(actions).toHaveLength(1);
  expect(taken(/./)).toBe("scale: [1, 2]\nrules:\n  - id: a\n    polarty: negative\n    ratings: {1: 20, 2: 20}\n");
  expect((await actionsAt("scale: [1, 2]\nrules: []\n$0", ["source.fixAll"])).actions).toEqual([]);
});

test("only what is asked for is offered", async () => {
  const source = two.replace("id: a", "id: $0a").replace("{1: 20, 2: 20}", "{1: 400, 2: 1}");
  const kinds = async (only?: string[]) => new Set((await actionsAt(source, only)).actions.map(({ kind }) => kind));
  expect(await kinds(["quickfix"])).toEqual(new Set(["quickfix"]));
  expect(await kinds(["refactor"])).toEqual(new Set(["refactor.rewrite"]));
  expect((await kinds()).has("source.fixAll.encore")).toBe(false);
});

test("stamping writes each rule's wording, and nothing the second time", async () => {
  const source = "rules:\n  - id: a\n    text: Is  kind.\n  - id: b\n";
  const stamped = edited(source, stampRules((await linted(source)).analysis));
  expect(stamped).toMatch(/text: Is {2}kind\.\n {4}wording: [0-9a-f]{6}\n {2}- id: b\n$/);
  expect(stampRules((await linted(stamped)).analysis)).toEqual([]);
});

test("dropped rules leave every other rule as it was", async () => {
  const { analysis, text } = await linted(dedent(two));
  expect(edited(text, dropRules(analysis, new Set(["a"])))).toBe(
    "scale: [1, 2]\n# above\nrules:\n  - id: b\n    ratings: {1: 30, 2: 10}\n",
  );
});

/** Rubrics of a few rules in block, flow and JSON style, with either line break. */
const rubrics = fc
  .record({
    rules: fc.uniqueArray(
      fc.record({
        id: fc.constantFrom("a", "b c", "no", "007", "é", "x: y", "- z"),
        ratings: fc.option(fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 40 }), {
          nil: undefined,
        }),
        tags: fc.option(fc.subarray(["t", "u v"]), { nil: undefined }),
        weight: fc.option(fc.integer({ min: 0, max: 5 }), { nil: undefined }),
        comment: fc.boolean(),
      }),
      { selector: ({ id }) => id, minLength: 1, maxLength: 4 },
    ),
    style: fc.constantFrom("block", "flow", "json"),
    crlf: fc.boolean(),
  })
  .map(({ rules, style, crlf }) => {
    const plain = rules.map(({ comment: _, ...rule }) => rule);
    const text =
      style === "json"
        ? `${JSON.stringify({ version: 1, scale: [1, 2, 3], rules: plain })}\n`
        : style === "flow"
          ? `version: 1\nscale: [1, 2, 3]\nrules: ${JSON.stringify(plain)}\n`
          : `version: 1\nscale: [1, 2, 3]\nrules:\n${rules.map(blockRule).join("")}`;
    return crlf ? text.replace(/\n/g, "\r\n") : text;
  });

function blockRule({
  comment,
  ...rule
}: {
  comment: boolean;
  id: string;
  ratings: number[] | undefined;
  tags: string[] | undefined;
  weight: number | undefined;
}): string {
  const keys = Object.entries(rule).filter(([key, value]) => key !== "id" && value !== undefined);
  const head = `${comment ? "  # of the rule below\n" : ""}  - id: ${JSON.stringify(rule.id)}\n`;
  return (
    head + keys.map(([key, value]) => `    ${key}: ${JSON.stringify(value)}${comment ? " # note" : ""}\n`).join("")
  );
}

test("every action leaves a rubric that reads without new problems, and changes something", async () => {
  await fc.assert(
    fc.asyncProperty(rubrics, fc.double({ min: 0, max: 1, noNaN: true }), async (text, share) => {
      const { analysis, findings } = await linted(text);
      const at = Math.floor(share * text.length);
      for (const action of codeActions(analysis, findings, { start: at, end: at }, undefined)) {
        if (action.command) continue;
        const { edits = [] } = action.deferred ? (resolvedAction(analysis, action.deferred) ?? {}) : action;
        const after = edited(text, edits);
        expect(after).not.toBe(text);
        const problems = parse(after).problems.map(({ message }) => `${action.title}: ${message}`);
        expect(problems.slice(analysis.rubric.problems.length)).toEqual([]);
      }
    }),
    { numRuns: 150 },
  );
});

test.each([
  [
    "a rule without ratings",
    "rul$0es:\n  - id: a\n",
    ["Attach Rating File…", "Make a Rating Sheet…", "Explain `no-ratings`"],
  ],
  ["a missing file", "ratings:\n  - file: $0gone.csv\nrules:\n  - id: a\n", ["Browse…", "Explain `rating-source`"]],
])("what no edit can do is a command: %s", async (_, source, titles) => {
  const { actions } = await actionsAt(source);
  expect(actions.filter(({ command }) => command).map(({ title }) => title)).toEqual(titles);
  expect(actions.at(-1)?.title).toMatch(/^Ignore /);
});
