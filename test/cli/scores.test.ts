/** The exported modules and `encore score` give the same rewards: each in its own language, from the same rating files. */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { encore } from "./run.ts";

const folder = mkdtempSync(path.join(tmpdir(), "encore-scores-"));
afterAll(() => rmSync(folder, { recursive: true }));

const gated = path.join(folder, "gated.rubric.yaml");
writeFileSync(
  gated,
  `name: 'A "quoted" \\ name'
scale: {no: 0, yes: 1}
ratings: [{file: gated.csv, item: item, rater: rater}]
rules:
  - {id: bad, scale: [1, 2, 3, 4, 5], polarity: negative}
  - {id: "gü\u{1f600}te"}
  - {id: limit, scale: [1, 2, 3, 4, 5], gate: 3}
`,
);
writeFileSync(
  path.join(folder, "gated.csv"),
  `item,rule,rater,rating
p/a,bad,1,2
p/a,bad,2,5
p/a,gü\u{1f600}te,1,yes
p/a,limit,1,1
p/a,limit,2,3
p/b,bad,1,4
p/b,gü\u{1f600}te,1,no
p/b,gü\u{1f600}te,2,YES
p/b,limit,1,1
p/b,limit,2,2
p/b,limit,3,5
p/c,gü\u{1f600}te,1,1
q/d,limit,1,5
`,
);

interface Scored {
  readonly item: string;
  readonly prompt: string | null;
  readonly reward: number | null;
  readonly failed_gates: readonly string[];
  readonly shares: Readonly<Record<string, number | null>>;
  readonly centered?: number | null;
  readonly rank?: number | null;
}

function scored(rubric: string, ...words: string[]): Scored[] {
  const { status, out, err } = encore(["score", rubric, ...words]);
  expect({ status, err }).toEqual({ status: 0, err: "" });
  return out
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
}

type Ratings = Record<string, (string | null)[]>;

/** Read plainly, by nothing of ours. `wide`: a column a rule. */
function ratingsOf(file: string, itemColumns: readonly string[], rules: readonly string[]): Map<string, Ratings> {
  const [head = "", ...lines] = readFileSync(file, "utf8").trim().split(/\r?\n/);
  const columns = head.split(",");
  const byItem = new Map<string, Ratings>();
  for (const line of lines) {
    const cells = line.split(",");
    const cell = (name: string) => cells[columns.indexOf(name)] ?? "";
    const item = itemColumns.map(cell).join("/");
    const ratings = byItem.get(item) ?? {};
    byItem.set(item, ratings);
    const given = columns.includes("rule")
      ? [[cell("rule"), cell("rating")] as const]
      : rules.map((id) => [id, cell(id)] as const);
    for (const [id, rating] of given) ratings[id] = [...(ratings[id] ?? []), rating === "" ? null : rating];
  }
  return byItem;
}

function moduleRewards(
  language: "python" | "typescript",
  rubric: string,
  inputs: readonly Ratings[],
): (number | null)[] {
  const file = path.join(folder, language === "python" ? "weights.py" : "weights.ts");
  const { status, out } = encore(["weights", rubric, "--format", language]);
  expect(status).toBe(0);
  writeFileSync(file, out);
  const programs = {
    python: [
      "python3",
      "-c",
      "import json,sys;sys.path.insert(0,sys.argv[1]);import weights;print(json.dumps([weights.reward(r) for r in json.load(sys.stdin)]))",
      folder,
    ],
    typescript: [
      process.execPath,
      "--no-warnings",
      "--input-type=module",
      "-e",
      `const {reward}=await import(${JSON.stringify(`file://${file}`)});let s="";for await(const c of process.stdin)s+=c;console.log(JSON.stringify(JSON.parse(s).map(reward)))`,
    ],
  };
  const [program = "", ...words] = programs[language];
  const { stdout, stderr } = spawnSync(program, words, {
    input: JSON.stringify(inputs),
    encoding: "utf8",
    maxBuffer: 1e8,
    env: { ...process.env, PYTHONDONTWRITEBYTECODE: "1" },
  });
  expect(stderr).toBe("");
  return JSON.parse(stdout);
}

describe.each([
  [
    "story-quality",
    "media/sample/story-quality.rubric.yaml",
    "media/sample/ratings/stories.csv",
    ["prompt_id", "response_id"],
  ],
  [
    "assistant-safety",
    "media/sample/assistant-safety.rubric.yaml",
    "media/sample/ratings/assistant-safety.csv",
    ["prompt_id", "response_id"],
  ],
  ["gates, words, negative polarity and missing ratings", gated, path.join(folder, "gated.csv"), ["item"]],
])("%s", (_, rubric, file, columns) => {
  test("the modules give the rewards of encore score to 1e-12", { timeout: 240_000 }, () => {
    const scores = scored(rubric);
    const rules = JSON.parse(encore(["analyze", rubric, "--format", "json"]).out).rules.map(
      ({ id }: { id: string }) => id,
    );
    const byItem = ratingsOf(file, columns, rules);
    expect(scores.length).toBeGreaterThan(3);
    const inputs = scores.map(({ item }) => byItem.get(item) ?? {});
    for (const language of ["python", "typescript"] as const)
      moduleRewards(language, rubric, inputs).forEach((reward, i) => {
        const expected = scores[i]?.reward ?? null;
        if (expected === null || reward === null)
          expect({ language, item: scores[i]?.item, reward }).toMatchObject({ reward: expected });
        else expect(Math.abs(reward - expected)).toBeLessThanOrEqual(1e-12);
      });
  });
});

test("a response fails a gate where more than half of its raters rate it worse", () => {
  const byItem = new Map(scored(gated).map((one) => [one.item, one]));
  expect(byItem.get("p/a")?.failed_gates).toEqual([]);
  expect(byItem.get("p/b")).toMatchObject({ failed_gates: ["limit"], reward: 0 });
  expect(byItem.get("q/d")).toMatchObject({ failed_gates: [], reward: null });
});

test("shares add up to the reward", () => {
  for (const { reward, shares } of scored("media/sample/story-quality.rubric.yaml").slice(0, 50)) {
    const sum = Object.values(shares).reduce<number>((total, share) => total + (share ?? 0), 0);
    expect(sum).toBeCloseTo(reward ?? Number.NaN, 12);
  }
});

test("rewards are centered by prompt or batch, scaled, and ranked", () => {
  const scores = scored("media/sample/story-quality.rubric.yaml", "--center", "prompt", "--rank");
  const first = scores.filter(({ prompt }) => prompt === scores[0]?.prompt);
  const others = first.slice(1).map(({ reward }) => reward ?? 0);
  const mean = others.reduce((a, b) => a + b, 0) / others.length;
  expect(first[0]?.centered).toBeCloseTo((first[0]?.reward ?? 0) - mean, 12);
  expect(first.map(({ rank }) => rank ?? 0).reduce((a, b) => a + b, 0)).toBe((first.length * (first.length + 1)) / 2);
  const batch = scored("media/sample/story-quality.rubric.yaml", "--center", "batch", "--scale", "sd").map(
    ({ centered }) => centered ?? 0,
  );
  expect(batch.reduce((a, b) => a + b, 0)).toBeCloseTo(0, 8);
  expect(batch.reduce((a, b) => a + b * b, 0) / batch.length).toBeCloseTo(1, 8);
});

test("CSV and Parquet hold the same numbers", () => {
  mkdirSync(path.join(folder, "out"), { recursive: true });
  for (const name of ["s.csv", "s.parquet"])
    expect(encore(["score", gated, "-o", path.join(folder, "out", name)]).status).toBe(0);
  const csv = readFileSync(path.join(folder, "out/s.csv"), "utf8").split("\n");
  expect(csv[0]).toBe("item,prompt,reward,failed_gates,rule:bad,rule:gü\u{1f600}te");
  expect(csv).toHaveLength(scored(gated).length + 2);
  expect(readFileSync(path.join(folder, "out/s.parquet")).toString("latin1", 0, 4)).toBe("PAR1");
});

test.each(["json", "csv", "yaml", "promptfoo", "verifiers", "points"])(
  "weights as %s name every rule with a weight",
  (format) => {
    const { status, out } = encore([
      "weights",
      "media/sample/story-quality.rubric.yaml",
      "--format",
      format,
      "--weighting",
      "uniform",
    ]);
    expect(status).toBe(0);
    for (const id of format === "points" ? ["The story fits its prompt."] : ["RE", "CH", "CX"])
      expect(out).toContain(id);
  },
);

test("an unknown weighting is answered with the nearest", () => {
  expect(encore(["weights", "media/sample/story-quality.rubric.yaml", "--weighting", "unifrom"])).toMatchObject({
    status: 2,
    err: expect.stringContaining("Did you mean uniform?"),
  });
});
