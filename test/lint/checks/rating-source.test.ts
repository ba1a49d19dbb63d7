import { expect, test } from "vitest";
import { drawn, told } from "../pipeline.ts";

test("a file that is not there is reported at its name, and the rest goes on", async () => {
  const source = `scale: [1, 2, 3]
ratings:
  - file: gone.csv
#         ^^^^^^^^ rating-source
preferences:
  - file: pairs.csv
#         ^^^^^^^^^ rating-source
rules:
  - id: a
#       ^ few-ratings
    ratings: [1, 2, 3]
`;
  expect(await drawn(source)).toBe(source);
});

test("a column that is not there is reported at the key that names it", async () => {
  const source = `scale: [0, 1]
ratings:
  - {file: r.csv, rating: score}
#                         ^^^^^ rating-source
rules:
  - id: a
#       ^ few-ratings
    ratings: [1, 0]
`;
  const files = { "r.csv": "item,rule,value\n1,a,1\n" };
  expect(await drawn(source, files)).toBe(source);
});

test("a file that is read as it should be is not reported", async () => {
  const text = "scale: [0, 1]\nratings: [{file: r.csv}]\nrules:\n  - id: a\n";
  expect(await told("rating-source", text, { "r.csv": "item,rule,rating\n1,a,1\n" })).toEqual([]);
});
