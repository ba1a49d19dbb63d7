import { expect, test } from "vitest";
import { csv, message, range, told } from "../pipeline.ts";

const text =
  "scale: [0, 1, 2]\nratings: [{file: r.csv}]\npreferences: [{overall: good}]\nrules:\n  - {id: a, scale: [0, 1]}\n";

/** In each prompt one of twenty responses breaks the rule; it is the worst but for `worse` others. */
function files(worse: (prompt: number) => number) {
  const rows = range(0, 6).flatMap((p) =>
    range(0, 20).map((r) => [`${p}/${r}`, r === 0 ? 0 : 1, r === 0 ? 1 : r <= worse(p) ? 0 : 2]),
  );
  return { "r.csv": csv(["item", "a", "good"], rows) };
}

test("a rule that rarely departs but is right is reported", async () => {
  expect(
    await message(
      "rare-but-predictive",
      text,
      files((p) => 1 + (p % 2)),
    ),
  ).toMatch(
    /^`a` rarely departs from "1", but is right when it does: in 92\.1% \[\d+\.\d%, \d+\.\d%\] of the pairs it decides\./,
  );
});

test("one that is right half the time is rare instead", async () => {
  const halfRight = files((p) => (p % 2 === 0 ? 19 : 0));
  expect(await told("rare-but-predictive", text, halfRight)).toEqual([]);
  expect(await told("rare", text, halfRight)).toHaveLength(1);
});
