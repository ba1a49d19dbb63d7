/** The format as a JSON Schema, from the same source as the hovers and the parser. */
import * as z from "zod";
import { rubricSchema } from "./schema.ts";

/** Keys that only completion reads. */
const own = ["snippet", "valueDescriptions"];

export function jsonSchemaText(): string {
  const schema = z.toJSONSchema(rubricSchema, {
    io: "input",
    override: ({ jsonSchema }) => {
      for (const key of own) Reflect.deleteProperty(jsonSchema, key);
    },
  });
  return `${JSON.stringify({ ...schema, patternProperties: { "^x-|^\\$schema$": {} } }, null, 2)}\n`;
}
