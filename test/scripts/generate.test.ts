import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { generated, root } from "../../scripts/generated.ts";

test.each(generated)("$file is up to date (npm run generate)", ({ file, text }) => {
  const place = path.join(root, file);
  const present = existsSync(place) ? readFileSync(place, "utf8") : "";
  expect(text(present)).toBe(present);
});
