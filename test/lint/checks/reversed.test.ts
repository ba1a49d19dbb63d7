import { expect, test } from "vitest";
import { csv, type Files, message, range, told } from "../pipeline.ts";

const rubric = (more = "") =>
  `scale: [1, 2, 3, 4, 5]\nratings: [{file: r.csv}]\npreferences: [{overall: good}]\nrules:\n  - id: a\n${more}`;

/** Prompts of five responses; `rating` of the response that is `good`. */
function prompts(count: number, rating: (good: number, prompt: number) => number): Files {
  const rows = range(0, count).flatMap((p) => range(1, 6).map((good) => [`${p}/${good}`, rating(good, p), good]));
  return { "r.csv": csv(["item", "a", "good"], rows) };
}

const wrongWay = prompts(12, (good, prompt) => (prompt === 0 && good < 3 ? good : 6 - good));

test("a rule that is wrong more often than chance is reported, on what pairs", async () => {
  expect(await message("reversed", rubric(), wrongWay)).toMatch(
    /^`a` points the wrong way: right in \d+\.\d% \[\d+\.\d%, \d+\.\d%\] of the pairs it decides, worse than chance\.$/,
  );
});

test("the help follows the polarity that is there", async () => {
  const [positive] = await told("reversed", rubric(), wrongWay);
  expect(positive?.help).toContain("write `polarity: negative`");
  const [negative] = await told(
    "reversed",
    rubric("    polarity: negative\n"),
    prompts(12, (good) => good),
  );
  expect(negative?.help).toContain("remove `polarity: negative`");
});

test("a rule that is right is not reported, nor one with few decided pairs", async () => {
  expect(
    await told(
      "reversed",
      rubric(),
      prompts(12, (good) => good),
    ),
  ).toEqual([]);
  expect(
    await told(
      "reversed",
      rubric(),
      prompts(2, (good) => 6 - good),
    ),
  ).toEqual([]);
});
