/** Reads what a rubric names, once, through a store; for the command line and other one-shot uses. */
import type { AnalysisInput } from "../analysis/input.ts";
import type { Rubric } from "../rubric/rubric.ts";
import type { SourceStore } from "../tallies/source.ts";
import { noSource, readingOf, sourcesOf } from "./sources.ts";

export async function readSources(
  rubric: Rubric,
  store: SourceStore,
): Promise<Pick<AnalysisInput, "ratings" | "preferences" | "baselines">> {
  const sources = sourcesOf(rubric);
  const [ratings, preferences, baselines] = await Promise.all([
    Promise.all(sources.ratings.map(async (source) => readingOf(await store.read(source)))),
    Promise.all(sources.preferences.map(async (source) => (source ? readingOf(await store.read(source)) : noSource))),
    Promise.all(sources.baselines.map(async (source) => readingOf(await store.read(source)))),
  ]);
  return { ratings, preferences, baselines };
}
