/**
 * npm run bench -- [NAME...]: runs the benches of that name, or all, prints their sections and writes each into its
 * page, between the markers that bear its name.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { replaceSection } from "../scripts/section.ts";
import type { Bench } from "./bench.ts";

const here = new URL("./", import.meta.url);
const root = new URL("../", here);
const suffix = ".bench.ts";
const known = readdirSync(here)
  .filter((file) => file.endsWith(suffix))
  .map((file) => file.slice(0, -suffix.length))
  .sort();

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !known.includes(name));
if (unknown.length > 0) {
  console.error(`There is no bench "${unknown.join('", "')}"; there are: ${known.join(", ")}.`);
  process.exit(2);
}

for (const name of asked.length > 0 ? asked : known) {
  const { bench } = (await import(new URL(name + suffix, here).href)) as { bench: Bench };
  const section = `## ${bench.title}\n\n${await bench.run()}`;
  console.log(`${section}\n`);
  const page = new URL(bench.page ?? "docs/benchmarks.md", root);
  const text = existsSync(page) ? readFileSync(page, "utf8") : "# Benchmarks\n\nMeasured by `npm run bench`.\n";
  writeFileSync(page, replaceSection(text, `bench:${name}`, section));
}
