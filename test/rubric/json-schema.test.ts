import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { jsonSchemaText } from "../../server/src/rubric/json-schema.ts";
import { rubricSchema } from "../../server/src/rubric/schema.ts";

test("the packaged JSON Schema is in step (npm run schema remakes it)", () => {
  expect(readFileSync("media/rubric.schema.json", "utf8")).toBe(jsonSchemaText());
});

test("it names every key with its documentation, and nothing of ours", () => {
  const schema = JSON.parse(jsonSchemaText());
  expect(Object.keys(schema.properties)).toEqual(Object.keys(rubricSchema.shape));
  expect(schema.properties.rules.items.properties.polarity).toMatchObject({
    enum: ["positive", "negative"],
    description: expect.stringContaining("high rating"),
  });
  expect(jsonSchemaText()).not.toMatch(/"snippet"|"valueDescriptions"/);
});

test.each([
  ["a whole rubric", { version: 1, scale: [1, 2], rules: [{ id: "a", ratings: [1, null, "yes"] }] }, true],
  ["another version", { version: 2, rules: [] }, false],
  ["a key that is none", { rules: [], ruels: [] }, false],
  ["no rules", { version: 1 }, false],
])("%s", (_, rubric, isRight) => {
  expect(rubricSchema.safeParse(rubric).success).toBe(isRight);
});
