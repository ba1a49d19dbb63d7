/** The formats that `encore init` reads, the more particular first: the first that recognises the contents reads them. */
import { constitution } from "./constitution.ts";
import type { Contents } from "./contents.ts";
import { healthBench } from "./healthbench.ts";
import type { Imported, Importer } from "./imported.ts";
import { inspect } from "./inspect.ts";
import { judgeBench } from "./judge-bench.ts";
import { labelStudio } from "./label-studio.ts";
import { promptfooConfig } from "./promptfoo-config.ts";
import { promptfooResults } from "./promptfoo-results.ts";
import { propositions } from "./propositions.ts";
import { requirements } from "./requirements.ts";
import { scoreDescriptions } from "./score-descriptions.ts";

export const importers: readonly Importer[] = [
  inspect,
  promptfooResults,
  promptfooConfig,
  healthBench,
  judgeBench,
  labelStudio,
  scoreDescriptions,
  propositions,
  requirements,
  constitution,
];

/** Undefined where no importer recognises the contents: then they may be a table of ratings. */
export function importFile(
  contents: Contents,
): { readonly importer: Importer; readonly imported: Imported } | undefined {
  for (const importer of importers) {
    const imported = importer.read(contents);
    if (imported) return { importer, imported };
  }
  return undefined;
}
