import { expect, test } from "vitest";
import { csv, range, told } from "../pipeline.ts";

const rubric = (more = "") =>
  `${more}scale: [1, 2, 3, 4, 5]\nratings: [{file: r.csv}]\npreferences: [{file: p.csv}]\nrules:\n  - id: a\n`;
/** Two raters who differ by up to three levels on responses of which the better ones are preferred. */
const clipped = (value: number) => Math.max(1, Math.min(5, value));
const rows = range(0, 30).flatMap((p) =>
  [1, 2, 4, 5].flatMap((good, r) => [
    [`${p}/${good}`, "ann", clipped(good + ([-2, 1, 2, -1, 0][(3 * p + r) % 5] ?? 0))],
    [`${p}/${good}`, "bob", clipped(good + ([3, -3, 2, -2][(p + 3 * r) % 4] ?? 0))],
  ]),
);
const pairs = range(0, 30).flatMap((p) =>
  [5, 4].flatMap((good) => [1, 2].map((bad) => [`${p}/${good}`, `${p}/${bad}`, p])),
);
const right = {
  "r.csv": csv(["item", "rater", "a"], rows),
  "p.csv": csv(["chosen", "rejected", "prompt"], pairs),
};

test("a spread rule that orders pairs better than chance is reported to be kept", async () => {
  const [finding] = await told("noisy-but-predictive", rubric(), right);
  expect(finding?.message).toMatch(/right in \d+\.\d% \[\d+\.\d%, \d+\.\d%\] of the pairs it decides\./);
  expect(finding?.help).toBe(
    "Keep it: ENCORE already gives it less weight. Clearer anchors would make it more useful.",
  );
  expect(await told("high-entropy", rubric(), right)).toEqual([]);
});

test("under another weighting ENCORE is not mentioned", async () => {
  const [finding] = await told("noisy-but-predictive", rubric("encore: {weighting: uniform}\n"), right);
  expect(finding?.help).not.toContain("ENCORE");
});
