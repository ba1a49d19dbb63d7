/** `npm run generate`: writes what can be derived from the sources (scripts/generated.ts). A test asserts "up to date". */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { generated, root } from "./generated.ts";

for (const { file, text } of generated) {
  const place = path.join(root, file);
  const present = existsSync(place) ? readFileSync(place, "utf8") : "";
  const next = text(present);
  if (next === present) continue;
  writeFileSync(place, next);
  console.log(`wrote ${file}`);
}
