import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { fixesFor } from "../../../server/src/lint/fixes.ts";
import { edited } from "../../marked.ts";
import { csv, type Files, lintedIn, message, range, told } from "../pipeline.ts";

const names = ["a", "b", "c", "d", "e"];
const rubric = (more = "", ids = names) =>
  `${more}scale: [1, 2, 3, 4, 5]\nratings: [{file: r.csv}]\npreferences: [{overall: good}]\nrules:\n${ids.map((id) => `  - id: ${id}\n`).join("")}`;

/** Twelve prompts of five responses, rated by two raters; `rating(rule, rater, good, row)` of the response that is `good`. */
function files(rating: (rule: number, rater: number, good: number, row: number) => number): Files {
  const rows = range(0, 12).flatMap((p) =>
    range(1, 6).flatMap((good) =>
      [0, 1].map((rater) => [
        `${p}/${good}`,
        rater,
        ...range(0, 5).map((rule) => rating(rule, rater, good, 5 * p + good)),
        good,
      ]),
    ),
  );
  return { "r.csv": csv(["item", "rater", ...names, "good"], rows) };
}

/** Rule k copies what is good, but rater 1 says something else every so often, the more often the higher k. */
const noisy = files((rule, rater, good, row) =>
  rater === 1 && (row * (rule + 2)) % 11 < 2 * rule ? 1 + ((row * 7 + rule) % 5) : good,
);

test("three sentences: the weights first, then entropy and noise", async () => {
  const reported = await message("premise", rubric(), noisy);
  expect(reported).toMatch(
    /^(ENCORE|Signal) weights are .*: [+-]?\d+\.\d \[-?\d+\.\d, -?\d+\.\d\] points\. Entropy .*\. Noise [^.]*\.$/,
  );
});

test("it says so where there is one rating an item", async () => {
  const single = {
    "r.csv": csv(
      ["item", ...names, "good"],
      range(0, 60).map((i) => [`${i % 12}/${i}`, ...range(0, 5).map((k) => 1 + ((i * (k + 1)) % 5)), 1 + (i % 5)]),
    ),
  };
  expect(await message("premise", rubric(), single)).toContain(
    "Whether noise (raters disagreeing on one response) does is unknown (one rating an item).",
  );
});

test("fewer than five rules, or no preferences, are no test", async () => {
  expect(await told("premise", rubric("", names.slice(0, 4)), noisy)).toEqual([]);
  expect(await told("premise", rubric().replace("preferences: [{overall: good}]\n", ""), noisy)).toEqual([]);
});

describe("on the story ratings of the sample", () => {
  const folder = path.resolve("media/sample");
  const story = readFileSync(path.join(folder, "story-quality.rubric.yaml"), "utf8");

  async function premiseOf(text: string) {
    const { analysis, findings } = await lintedIn(folder, text);
    const finding = findings.find(({ check }) => check === "premise");
    if (!finding) throw new Error("the premise is not reported");
    const fixes = fixesFor(finding, analysis).filter(({ title }) => !/^(Ignore|Explain)/.test(title));
    return { finding, fixes };
  }

  test("noise predicts which rules are right, entropy does not, and the best weights are offered", async () => {
    const { finding, fixes } = await premiseOf(story);
    expect(finding.message).toMatch(
      /^Signal weights are more accurate than the present ones on your preferences: \+\d\.\d \[\d\.\d, \d\.\d\] points\. /,
    );
    expect(finding.message).toContain("Entropy does not predict which rules are right");
    expect(finding.message).toContain("Noise (raters disagreeing on one response) does, the lower the better");
    const [fix] = fixes;
    expect(fix?.title).toMatch(/^Set `weighting: signal`: accuracy \+\d\.\d \[\d\.\d, \d\.\d\] points$/);
    expect(edited(story, fix?.edits ?? [])).toBe(story.replace("\nrules:", "\nencore: {weighting: signal}\nrules:"));
  });

  test("once they are set nothing more is offered", async () => {
    const { finding, fixes } = await premiseOf(story.replace("\nrules:", "\nencore: {weighting: signal}\nrules:"));
    expect(fixes).toEqual([]);
    expect(finding.help).not.toContain("signal");
  });

  test("present weights may be uniform or the author's; where there are none there is nothing to compare", async () => {
    const under = (weighting: string, text = story) =>
      premiseOf(text.replace("\nrules:", `\nencore: {weighting: ${weighting}}\nrules:`));
    expect((await under("uniform")).fixes).toHaveLength(1);
    expect((await under("author")).fixes).toEqual([]);
    const weighed = story.replace("id: CH", "id: CH\n    weight: 5").replace("id: CX", "id: CX\n    weight: 1");
    expect((await under("author", weighed)).fixes).toHaveLength(1);
  });
});
