/**
 * npm run coverage -- [SIMULATIONS] [NAME...]: simulates the studies of that name, or all, and writes each into its
 * section of its page, docs/coverage.md for most. Seeded by the settings: the same number of simulations gives the same page.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { replaceSection } from "../scripts/section.ts";
import { studies } from "./studies.ts";

const usual = 200;
const root = new URL("../", import.meta.url);
const intro = `# Do the intervals hold?

How often the 95% intervals that Encore shows hold the truth, in simulated ratings and preferences whose truth is known;
and how often a verdict against a rule is wrong. Made by \`npm run coverage\`, each number seeded by its setting. A share of
200 simulations that is .95 in truth comes out between .92 and .98.
`;

const [first = "", ...rest] = process.argv.slice(2);
const simulations = /^\d+$/.test(first) ? Number(first) : usual;
const names = /^\d+$/.test(first) || first === "" ? rest : [first, ...rest];
const unknown = names.filter((name) => !studies.some((study) => study.name === name));
if (unknown.length > 0 || simulations < 1) {
  console.error(`Usage: npm run coverage -- [SIMULATIONS] [${studies.map(({ name }) => name).join(" | ")}]...`);
  process.exit(2);
}

/** The page before anything is simulated: all headings, so that their order is not that in which studies are run. */
const empty = studies
  .filter(({ page }) => page === undefined)
  .reduce((text, { name, title }) => replaceSection(text, `bench:${name}`, `## ${title}`), intro);

for (const study of studies) {
  if (names.length > 0 && !names.includes(study.name)) continue;
  console.log(`${study.title} ...`);
  const { text, plot } = study.run(simulations);
  const section = `## ${study.title}\n\n${text}`;
  console.log(`${section}\n`);
  const page = new URL(study.page ?? "docs/coverage.md", root);
  const written = existsSync(page) ? readFileSync(page, "utf8") : empty;
  writeFileSync(page, replaceSection(written, `bench:${study.name}`, section));
  if (plot !== undefined) writeFileSync(new URL("docs/coverage.svg", root), plot);
}
