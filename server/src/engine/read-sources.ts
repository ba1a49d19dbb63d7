/** Reads what a rubric names, once, through a store; for the command line and other one-shot uses. */
import type { AnalysisInput, Reading } from "../analysis/input.ts";
import { pairRequest, scoreRequest, tallyRequest } from "../analysis/requests.ts";
import { clickHouseUnsupported } from "../ratings/clickhouse.ts";
import type { Rubric } from "../rubric/rubric.ts";
import type { RatingStore, Read } from "../tallies/store.ts";

export async function readSources(
  rubric: Rubric,
  store: RatingStore,
): Promise<Pick<AnalysisInput, "ratings" | "preferences" | "baselines">> {
  const [ratings, preferences, baselines] = await Promise.all([
    Promise.all(
      (rubric.ratings?.value ?? []).map((source) => reading(tallyRequest(source, rubric), store.tally, unsupported)),
    ),
    Promise.all((rubric.preferences?.value ?? []).map((source) => reading(pairRequest(source), store.pairs))),
    Promise.all((rubric.baselines?.value ?? []).map((baseline) => reading(scoreRequest(baseline), store.scores))),
  ]);
  return { ratings, preferences, baselines };
}

async function reading<Request, T>(
  request: Request | undefined,
  read: (request: Request) => Promise<Read<T>>,
  otherwise: Reading<T> = noFile,
): Promise<Reading<T>> {
  return request === undefined ? otherwise : readingOf(await read(request));
}

export function readingOf<T>({ value, problems }: Read<T>): Reading<T> {
  return { state: value === undefined ? "failed" : "read", value, problems };
}

/** A source that stands in the rubric alone. */
export const noFile: Reading<never> = { state: "failed", value: undefined, problems: [] };

export const unsupported: Reading<never> = readingOf(clickHouseUnsupported);
