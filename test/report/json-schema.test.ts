import { readdirSync } from "node:fs";
import path from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, test } from "vitest";
import { checkFile } from "../../server/src/cli/check-file.ts";
import { analysisJson } from "../../server/src/report/json.ts";
import { analysisSchemaText } from "../../server/src/report/json-schema.ts";
import { rangeJson } from "../../server/src/report/range-json.ts";

const validate = new Ajv2020({ allErrors: true }).compile(JSON.parse(analysisSchemaText()));

function problems(value: unknown): unknown {
  return validate(JSON.parse(JSON.stringify(value))) ? [] : validate.errors;
}

const samples = readdirSync("media/sample").filter((name) => name.endsWith(".rubric.yaml"));

test.each(samples)("the JSON of %s is valid by the schema", async (name) => {
  const { analysis, findings, source } = await checkFile(path.join("media/sample", name), { allow: [] });
  expect(problems(analysisJson(analysis, findings, name, ({ range }) => rangeJson(range, source)))).toEqual([]);
});
