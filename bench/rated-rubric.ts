/** Rubrics over a rating file and preferences, as large as a program may make them; the same ones each time. */
import { writeFileSync } from "node:fs";
import path from "node:path";
import { createRandom } from "../server/src/statistics/random.ts";

/** Responses that every rule rates, and pairs of them. */
export const rated = { responses: 300, pairs: 5000 };

/** Writes ratings.csv (wide, one rater) and pairs.csv into the folder; returns the rubric's text. */
export function writeRatedRubric(folder: string, rules: number): string {
  const { uniform } = createRandom(rules);
  const ids = Array.from({ length: rules }, (_, k) => `rule_${k}`);
  const quality = Array.from({ length: rated.responses }, uniform);
  const rows = quality.map((q, i) => {
    const levels = ids.map((_, k) => 1 + Math.min(4, Math.floor(5 * ((k / rules) * uniform() + (1 - k / rules) * q))));
    return `i${i},${levels.join(",")}`;
  });
  writeFileSync(path.join(folder, "ratings.csv"), `item,${ids.join(",")}\n${rows.join("\n")}\n`);
  const pairs = Array.from({ length: rated.pairs }, () => {
    const [a, b] = [uniform(), uniform()].map((u) => Math.floor(u * rated.responses)) as [number, number];
    const isFirst = (quality[a] ?? 0) + uniform() / 2 > (quality[b] ?? 0) + uniform() / 2;
    return isFirst ? `i${a},i${b}` : `i${b},i${a}`;
  });
  writeFileSync(path.join(folder, "pairs.csv"), `chosen,rejected\n${pairs.join("\n")}\n`);
  return `version: 1
name: Typed into
scale: [1, 2, 3, 4, 5]
ratings:
  - {file: ratings.csv, item: item}
preferences:
  - file: pairs.csv
rules:
${ids.map((id, k) => `  - id: ${id}\n    text: Gives no help number ${k} with what could harm somebody, and says so kindly.\n`).join("")}`;
}
