/** Fixes as text before and after; the cursor is drawn as $0. */
import { describe, expect, test } from "vitest";
import { fixesAt, fixesFor, safeFixes } from "../../server/src/lint/fixes.ts";
import { titled } from "../../server/src/lint/message.ts";
import { wordingOf } from "../../server/src/rubric/wording.ts";
import { dedent, edited, withCursor } from "../marked.ts";
import { csv, type Files, linted, range } from "./pipeline.ts";

/** The fixes of a check's first finding: title and the text after each. */
async function fixes(check: string, source: string, files: Files = {}) {
  const { text, analysis, findings } = await linted(dedent(source), files);
  const finding =
    findings.find((one) => one.check === check && one.rule !== undefined) ??
    findings.find((one) => one.check === check);
  if (!finding) throw new Error(`no finding of ${check}`);
  return fixesFor(finding, analysis).map(({ title, edits, cursor }) => {
    const after = edited(text, edits);
    return { title, after: cursor === undefined ? after : withCursor(after, cursor) };
  });
}

async function fix(title: RegExp, check: string, source: string, files: Files = {}) {
  const found = (await fixes(check, source, files)).filter((one) => title.test(one.title));
  expect(found).toHaveLength(1);
  return found[0] ?? { title: "", after: "" };
}

const spread = "{1: 40, 2: 42, 3: 38, 4: 41, 5: 39}";
const calm = "{1: 2, 2: 4, 3: 10, 4: 30, 5: 68}";

describe("taking rules out", () => {
  const rubric = `
    # Our rubric
    scale: [1, 2, 3, 4, 5]
    rules:
      # The tone.
      - id: tone
        ratings: ${spread} # spread
      - id: kind   # keep me
        ratings: ${calm}

      - {id: "late night", ratings: ${spread}}
      - id: facts
        ratings: ${calm}
  `;

  test("drop goes with the rule's comments, and says once that nothing measures it", async () => {
    const { title, after } = await fix(/^Drop `tone`/, "high-entropy", rubric);
    expect(title).toBe("Drop `tone`: no preferences to measure by");
    expect(after).toBe(
      dedent(`
        # Our rubric
        scale: [1, 2, 3, 4, 5]
        rules:
          - id: kind   # keep me
            ratings: ${calm}

          - {id: "late night", ratings: ${spread}}
          - id: facts
            ratings: ${calm}
      `),
    );
  });

  test("retire keeps it for the record", async () => {
    const { after } = await fix(/^Retire/, "high-entropy", rubric);
    expect(after).toContain(
      `  - id: tone\n    retired: ratings spread over the whole scale\n    ratings: ${spread} # spread\n`,
    );
  });

  /** Two raters of sixty responses who agree on `facts` and not at all on `tone` and `kind`. */
  const quarrel = csv(
    ["item", "rater", "tone", "kind", "facts"],
    range(0, 60).flatMap((i) => [
      [`${i % 12}/${i}`, "ann", 1 + (i % 5), 1 + ((2 * i) % 5), 1 + ((i * i) % 5)],
      [`${i % 12}/${i}`, "bob", 1 + ((3 * i + 1) % 5), 1 + ((i + 3) % 5), 1 + ((i * i) % 5)],
    ]),
  );
  const disagreed = `
    scale: [1, 2, 3, 4, 5]
    ratings: [{file: r.csv}]
    rules:
      - id: tone
      - id: kind
      - id: facts
  `;

  test("drop all drops the set", async () => {
    const { title, after } = await fix(/^Drop all/, "high-entropy", disagreed, { "r.csv": quarrel });
    expect(title).toBe("Drop all 2 unreliable rules");
    expect(after).not.toMatch(/tone|kind/);
    expect(after).toContain("facts");
  });

  test("drop all excludes what the author chose to ignore", async () => {
    const ignored = rubric.replace('- {id: "late', '# encore-ignore high-entropy: on purpose\n      - {id: "late');
    const titles = (await fixes("high-entropy", ignored)).map(({ title }) => title);
    expect(titles.filter((title) => title.startsWith("Drop all"))).toEqual([]);
  });

  test("the only rule with a weight is not offered to be dropped", async () => {
    const alone = `
      scale: [1, 2, 3, 4, 5]
      rules:
        - id: tone
          ratings: ${spread}
        - id: not yet rated
    `;
    const titles = (await fixes("high-entropy", alone)).map(({ title }) => title);
    expect(titles).toEqual(["Ignore `high-entropy` here, with a reason"]);
  });

  test("with preferences it says what the drop does to measured accuracy, of one rule and of all", async () => {
    const pairs = range(0, 12).flatMap((p) => range(1, 5).map((k) => [`${p}/${p + 12 * k}`, `${p}/${p}`, p]));
    const files = { "r.csv": quarrel, "p.csv": csv(["chosen", "rejected", "prompt"], pairs) };
    const attached = disagreed.replace("rules:", "preferences: [{file: p.csv}]\n    rules:");
    const accuracy = /: accuracy [+-]?\d+\.\d \[-?\d+\.\d, -?\d+\.\d\]$/;
    expect((await fix(/^Drop `tone`/, "high-entropy", attached, files)).title).toMatch(accuracy);
    expect((await fix(/^Drop all 2/, "high-entropy", attached, files)).title).toMatch(accuracy);
  });

  test("preferences that could not be read measure nothing, and it says so", async () => {
    const gone = rubric.replace("rules:", "preferences: [{file: gone.csv}]\n    rules:");
    expect((await fix(/^Drop `tone`/, "high-entropy", gone)).title).toMatch(
      /: accuracy not measured \(no preferences could be read\)$/,
    );
  });
});

test("uninformative: a gate at the better of two levels", async () => {
  const source = `
    scale: {no: 0, yes: 1}
    rules:
      - id: no-weapons
        text: Gives no help.
        ratings: {no: 1, yes: 119}
      - id: polite
        ratings: {no: 20, yes: 90}
  `;
  const { title, after } = await fix(/gate/, "uninformative", source);
  expect(title).toBe("Make `no-weapons` a gate at yes: a response rated worse fails");
  expect(after).toContain("    text: Gives no help.\n    gate: 1\n    ratings:");
  const turned = source
    .replace("text: Gives no help.", "polarity: negative")
    .replace("no: 1, yes: 119", "no: 119, yes: 1");
  expect((await fix(/gate/, "uninformative", turned)).after).toContain("gate: 0\n");
});

test("uninformative: no gate that nearly every response would fail", async () => {
  const source = `
    scale: {no: 0, yes: 1}
    rules:
      - id: no-weapons
        ratings: {no: 119, yes: 1}
      - id: polite
        ratings: {no: 20, yes: 90}
  `;
  expect((await fixes("uninformative", source)).filter(({ title }) => title.includes("gate"))).toEqual([]);
});

test("reversed: polarity set, or removed", async () => {
  const prompts = (rating: (good: number) => number) => ({
    "r.csv": csv(
      ["item", "a", "good"],
      range(0, 12).flatMap((p) => range(1, 6).map((good) => [`${p}/${good}`, rating(good), good])),
    ),
  });
  const source = `
    scale: [1, 2, 3, 4, 5]
    ratings: [{file: r.csv}]
    preferences: [{overall: good}]
    rules:
      - id: a
        text: Is rude.
  `;
  const set = await fix(
    /polarity/,
    "reversed",
    source,
    prompts((good) => 6 - good),
  );
  expect(set.after).toContain("    text: Is rude.\n    polarity: negative\n");
  const turned = source.replace("text: Is rude.", "polarity: negative # rude\n        text: Is rude.");
  const out = await fix(
    /polarity/,
    "reversed",
    turned,
    prompts((good) => good),
  );
  expect(out.after).toBe(dedent(source));
});

test("redundant: drop the weaker, or retire it", async () => {
  const files = {
    "r.csv": csv(
      ["item", "a", "b", "c"],
      range(0, 60).map((i) => [i, 1 + (i % 5), 1 + ((i === 2 ? 3 : i) % 5), 1 + ((i * 7 + 3) % 5)]),
    ),
  };
  const source = `
    encore: {limit: 1}
    scale: [1, 2, 3, 4, 5]
    ratings: [{file: r.csv}]
    rules:
      - id: a
      - id: b
  `;
  const [second, first] = await fixes("redundant", source, files);
  expect(first?.title).toMatch(/^Retire `(a|b)`, kept for the record$/);
  expect(first?.after).toMatch(/ {2}- id: (a|b)\n {4}retired: same ratings as (a|b)\n/);
  expect(second?.title).toMatch(/^Drop/);
});

test("stale ratings: stamp the present wording", async () => {
  const source = `
    scale: [0, 1]
    rules:
      - {id: a, text: Is kind., wording: "000000", ratings: [1, 0]}
  `;
  const present = wordingOf("Is kind.");
  expect((await fix(/^Stamp/, "stale-ratings", source)).after).toContain(
    `text: Is kind., wording: ${present}, ratings`,
  );
});

test("unknown rule: rated_as, or the other id, in preferences too", async () => {
  const files = { "r.csv": "item,rule,rating\n1,no insult,1\n2,no insult,0\n" };
  const source = `
    scale: [0, 1]
    ratings: [{file: r.csv}]
    preferences: [{overall: no-insults}]
    rules:
      - id: no-insults
        text: Insults nobody.
  `;
  const [rated, renamed] = await fixes("unknown-rule", source, files);
  expect(rated?.after).toContain("    text: Insults nobody.\n    rated_as: no insult\n");
  expect(renamed?.after).toBe(dedent(source).replaceAll("no-insults", "no insult"));
});

describe("scales", () => {
  test("out of scale: the values seen, for the rule or for all", async () => {
    const source = `
      scale: [1, 2, 3]
      rules:
        - id: a
          ratings: [1, 2, 3, 4, 0]
        - id: b
          scale: [0, 1]
          ratings: [2]
    `;
    const [own, all] = await fixes("out-of-scale", source);
    expect(own?.after).toContain("  - id: a\n    scale: [0, 1, 2, 3, 4]\n    ratings");
    expect(all?.after).toContain("scale: [0, 1, 2, 3, 4]\nrules:\n  - id: a\n    ratings");
  });

  test("a continuous scale keeps its bins", async () => {
    const source = `
      rules:
        - id: a
          scale: {min: 0, max: 1, bins: 4}
          ratings: [0.5, 1.5]
    `;
    expect((await fix(/Widen/, "out-of-scale", source)).after).toContain("scale: {min: 0, max: 1.5, bins: 4}\n");
  });

  test("words are not levels", async () => {
    const source = `
      scale: [1, 2, 3]
      rules:
        - id: a
          ratings: [1, often]
    `;
    expect((await fixes("out-of-scale", source)).map(({ title }) => title)).toEqual([
      "Ignore `out-of-scale` here, with a reason",
    ]);
  });

  test("no scale at all: the values seen", async () => {
    const source = `
      version: 1
      rules:
        - id: a
          ratings: [1, 2, 5]
    `;
    const { after } = await fix(/^Write/, "format", source);
    expect(after).toBe(dedent(source).replace("rules:", "scale: [1, 2, 5]\nrules:"));
  });
});

describe("names", () => {
  test("a key that looks like a typo", async () => {
    const source = `
      scale: [0, 1]
      rules:
        - id: a
          polarty: negative
    `;
    expect((await fix(/^Change to `polarity`/, "format", source)).after).toBe(
      dedent(source).replace("polarty", "polarity"),
    );
  });

  test("a file, and a column that the rubric names", async () => {
    const source = `
      scale: [0, 1]
      ratings:
        - file: rating.csv
          rater: annotater
      rules:
        - id: a
    `;
    const files = { "ratings.csv": "item,rule,annotator,rating\n1,a,x,1\n" };
    const file = await fix(/`ratings\.csv`/, "rating-source", source, files);
    expect(file.after).toBe(dedent(source).replace("rating.csv", "ratings.csv"));
    const column = await fix(/`annotator`/, "rating-source", file.after, files);
    expect(column.after).toBe(file.after.replace("annotater", "annotator"));
  });

  test("of a baseline too", async () => {
    const source = `
      scale: [0, 1]
      ratings: [{file: r.csv}]
      baselines:
        - {name: RM, file: scores.csv, score: rewrad}
      rules:
        - id: a
    `;
    const files = { "r.csv": "item,rule,rating\n1,a,1\n", "scores.csv": "item,reward\n1,0.5\n" };
    expect((await fix(/`reward`/, "rating-source", source, files)).after).toBe(
      dedent(source).replace("rewrad", "reward"),
    );
  });
});

describe("ignore comments", () => {
  const source = `
    scale: [1, 2, 3, 4, 5]
    rules:
      - id: tone
        ratings: ${spread}
  `;

  test("a comment above the line, with the cursor in its reason", async () => {
    const { after } = await fix(/^Ignore/, "high-entropy", source);
    expect(after).toContain("rules:\n  # encore-ignore high-entropy: $0\n  - id: tone\n");
  });

  test("not in JSON, which has no comments", async () => {
    const json = JSON.stringify({ scale: [1, 2], rules: [{ id: "a", ratings: [1] }] });
    expect(await fixes("few-ratings", json)).toEqual([]);
  });

  test("not where a comment would be about another rule of the same line", async () => {
    const { text, analysis, findings } = await linted(
      "scale: [1, 2]\nrules: [{id: a, ratings: [1]}, {id: b, ratings: [1]}]\n",
    );
    const isIgnore = ({ title }: { title: string }) => title.startsWith("Ignore");
    const offers = findings.map((finding) => fixesFor(finding, analysis).filter(isIgnore).length);
    expect(text).toContain("b");
    expect(offers).toEqual([1, 0]);
  });

  test("one that silences nothing is removed, alone in its line or after something", async () => {
    const alone = dedent(source).replace("  - id", "  # encore-ignore disputed: x\n  - id");
    expect((await fix(/^Remove/, "unused-ignore", alone)).after).toBe(dedent(source));
    const behind = dedent(source).replace("id: tone", "id: tone  # encore-ignore disputed: x");
    expect((await fix(/^Remove/, "unused-ignore", behind)).after).toBe(dedent(source));
  });
});

test("only a comment that silences nothing is fixed automatically", async () => {
  const source = `
    scale: [1, 2, 3, 4, 5]
    rules:
      # encore-ignore disputed: x
      # encore-ignore hi-entropy: y
      - id: tone
        polarty: negative
        ratings: ${spread}
  `;
  const { text, findings } = await linted(dedent(source));
  const edits = findings.flatMap((finding) => safeFixes(finding)).flatMap((one) => one.edits);
  expect(edited(text, edits)).toBe(text.replace("  # encore-ignore disputed: x\n", ""));
});

test("one order in every menu: repair, reword, weighting, drop, retire, ignore", async () => {
  const { analysis, findings } = await linted(
    "scale: {no: 0, yes: 1}\nrules:\n  - id: a\n    ratings: {no: 1, yes: 119}\n  - id: b\n    ratings: {no: 20, yes: 90}\n",
  );
  const offers = fixesAt(
    findings.filter(({ rule }) => rule === "a"),
    analysis,
  ).map(({ fix }) => fix.purpose);
  expect(offers).toEqual(["weighting", "drop", "retire", "ignore"]);
});

test("the title of a fix of a rule with a long id keeps what it does, in under 80 characters", () => {
  const title = titled("Make {rule} a gate at {text}: a response rated worse fails", "x".repeat(200), "yes");
  expect(title).toMatch(/^Make `x+…` a gate at yes: a response rated worse fails$/);
  expect(title.length).toBeLessThan(80);
});
