import { describe, expect, test } from "vitest";
import { shapeOf } from "../../server/src/ratings/shape.ts";
import { asking } from "./folder.ts";

function shape(columns: string, mapping = {}) {
  const kinds = columns.split(" ").map((name) => ({ name: name.replace("{}", ""), isObject: name.endsWith("{}") }));
  return shapeOf("f.csv", kinds, asking("f.csv", mapping));
}

function problem(columns: string, mapping = {}) {
  const outcome = shape(columns, mapping);
  return "problem" in outcome ? outcome.problem : undefined;
}

describe("the shape of a rating file", () => {
  test("is long where rule and rating have columns", () => {
    expect(shape("item rule rating")).toEqual({
      value: { shape: "long", item: [0], rule: 1, rating: 2, rater: undefined, wording: undefined, prompt: undefined },
    });
    expect(shape("rating rater item rule wording")).toMatchObject({ value: { rater: 1, wording: 4 } });
  });

  test("is long where the rubric names such columns", () => {
    const mapping = {
      item: ["prompt_id", "response_id"],
      rule: "criterion",
      rater: "annotator",
      rating: "score",
      prompt: "prompt_id",
    };
    expect(shape("prompt_id response_id criterion annotator score", mapping)).toMatchObject({
      value: { shape: "long", item: [0, 1], rule: 2, rater: 3, rating: 4, prompt: 0 },
    });
  });

  test("is nested where ratings are objects", () => {
    expect(shape("item rater ratings{}")).toMatchObject({ value: { shape: "nested", ratings: 2, rater: 1 } });
    expect(shape("item ratings")).toMatchObject({ value: { shape: "wide", candidates: [1] } });
  });

  test("is wide else; ids, raters, prompts and objects are no rules", () => {
    expect(shape("item rater RE CH prompt_id timestamp meta{} model", {})).toMatchObject({
      value: { shape: "wide", candidates: [2, 3] },
    });
    expect(shape("item who RE", { rater: "who" })).toMatchObject({ value: { rater: 1, candidates: [2] } });
  });
});

describe("columns that do not fit", () => {
  test("name what is there and what could be meant", () => {
    expect(problem("item rule ratng", {})?.message).toBe(
      "`f.csv` has no column `rating`. Its columns are `item`, `rule` and `ratng`. Name the column with `rating: ratng`.",
    );
    expect(problem("prompt_id response_id q1", {})?.message).toContain(
      "Name the column with `item: [prompt_id, response_id]`.",
    );
  });

  test("offer replacements only where the rubric has the key", () => {
    expect(problem("item rule Score", { rating: "scores" })).toMatchObject({
      code: "column",
      field: "rating",
      replacements: ["Score"],
    });
    expect(problem("item rule ratng", {})?.replacements).toBeUndefined();
  });

  test("a rater that the rubric names must be there", () => {
    expect(problem("item rule rating", { rater: "annotator" })).toMatchObject({ code: "column", field: "rater" });
  });

  test("two columns of one name are ambiguous", () => {
    expect(problem("item rule rule rating")).toMatchObject({ code: "column", field: "rule" });
    expect(problem("item q1 q1")?.message).toContain("more than one column `q1`");
  });

  test("long files with other names are not read as wide", () => {
    expect(problem("item criterion annotator score")?.message).toBe(
      "`f.csv` looks like one rating a row, but has no columns `rule` and `rating`. Name them with `rule: criterion` and `rating: score`.",
    );
  });

  test("a file with ids only has no ratings", () => {
    expect(problem("item rater model")).toMatchObject({ code: "shape", field: "file" });
  });
});
