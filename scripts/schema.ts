// Writes the JSON Schema of the format, made from the zod schema, for editors of *.rubric.json and other tools.
import { writeFileSync } from "node:fs";
import { jsonSchemaText } from "../server/src/rubric/json-schema.ts";

writeFileSync(new URL("../media/rubric.schema.json", import.meta.url), jsonSchemaText());
