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

test("it tells entropy, noise and both weightings, with their numbers", async () => {
  const told = await message("premise", rubric(), noisy);
  expect(told).toMatch(/^ENCORE trusts rules of low entropy\. Tested on your 120 pairs: entropy /);
  expect(told).toMatch(/correlation with accuracy [+-]0\.\d\d \[-?\d\.\d\d, -?\d\.\d\d\], p = 0\.\d+/);
  expect(told).toMatch(/ENCORE weights .*: [+-]?\d+\.\d \[-?\d+\.\d, -?\d+\.\d\] points\./);
  expect(told).toContain("Signal weights cannot be compared with uniform ones (fewer than 100 responses");
});

test("it says so where there is one rating an item", async () => {
  const single = {
    "r.csv": csv(
      ["item", ...names, "good"],
      range(0, 60).map((i) => [`${i % 12}/${i}`, ...range(0, 5).map((k) => 1 + ((i * (k + 1)) % 5)), 1 + (i % 5)]),
    ),
  };
  const told = await message("premise", rubric(), single);
  expect(told).toContain(
    "Whether noise (raters disagreeing about one response) does cannot be told (one rating an item).",
  );
  expect(told).toContain("Signal weights cannot be compared with uniform ones");
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
    if (!finding) throw new Error("the premise is not told");
    const fixes = fixesFor(finding, analysis).filter(({ title }) => !title.startsWith("Ignore"));
    return { finding, fixes };
  }

  test("noise predicts which rules are right, entropy does not, and the best weights are offered", async () => {
    const { finding, fixes } = await premiseOf(story);
    expect(finding.message).toContain("entropy does not predict beyond chance which rules are right");
    expect(finding.message).toContain("Noise (raters disagreeing about one response) does, the less of it the better");
    expect(finding.message).toMatch(/Signal weights beat uniform ones by \+\d\.\d \[\d\.\d, \d\.\d\] points\.$/);
    expect(finding.help).toMatch(
      /^Peer weights do better here than the present ones: \+\d\.\d \[\d\.\d, \d\.\d\] points\./,
    );
    const [fix] = fixes;
    expect(fix?.title).toMatch(/^Set `weighting: peer`: \+\d\.\d \[\d\.\d, \d\.\d\] points over the present weights$/);
    expect(edited(story, fix?.edits ?? [])).toBe(story.replace("\nrules:", "\nencore: {weighting: peer}\nrules:"));
  });

  test("once they are set nothing more is offered", async () => {
    const { finding, fixes } = await premiseOf(story.replace("\nrules:", "\nencore: {weighting: peer}\nrules:"));
    expect(fixes).toEqual([]);
    expect(finding.help).toBe("Trust the weights no further than this goes.");
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
