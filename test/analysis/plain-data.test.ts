import { expect, test } from "vitest";
import { csv, linted, range } from "../lint/pipeline.ts";

test("an Analysis is plain data: it can be sent to another process as it is", async () => {
  const text =
    "scale: [1, 2, 3]\nratings: [{file: r.csv}]\npreferences: [{file: p.csv}]\nrules:\n  - {id: a, tags: [x]}\n  - {id: b}\n  - {id: c, gate: 2}\n";
  const ratings = range(0, 80).flatMap((i) => ["x", "y"].map((rater) => [`i${i}`, rater, (i % 3) + 1, 2, 3]));
  const pairs = range(0, 40).map((i) => [`i${2 * i}`, `i${2 * i + 1}`]);
  const { analysis } = await linted(text, {
    "r.csv": csv(["item", "rater", "a", "b", "c"], ratings),
    "p.csv": csv(["chosen", "rejected"], pairs),
  });
  expect(structuredClone(analysis)).toEqual(analysis);
});
