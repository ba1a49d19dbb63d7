import { expect, test } from "vitest";
import { csv, range, told } from "../pipeline.ts";

const rubric = (more = "") =>
  `${more}scale: [1, 2, 3, 4, 5]\nratings: [{file: r.csv}]\npreferences: [{overall: good}]\nrules:\n  - id: a\n`;
const rows = range(0, 20).flatMap((p) =>
  range(1, 6).map((good) => [`${p}/${good}`, p % 4 === 0 && good < 3 ? 3 - good : good, good]),
);
const right = { "r.csv": csv(["item", "a", "good"], rows) };

test("a spread rule that orders pairs better than chance is reported to be kept", async () => {
  const [finding] = await told("noisy-but-predictive", rubric(), right);
  expect(finding?.message).toMatch(/right in 97\.5% \[\d+\.\d%, \d+\.\d%\] of the pairs it decides\./);
  expect(finding?.help).toBe(
    "Keep it: ENCORE already gives it less weight. Clearer anchors would make it more useful.",
  );
  expect(await told("high-entropy", rubric(), right)).toEqual([]);
});

test("under another weighting ENCORE is not mentioned", async () => {
  const [finding] = await told("noisy-but-predictive", rubric("encore: {weighting: uniform}\n"), right);
  expect(finding?.help).not.toContain("ENCORE");
});
