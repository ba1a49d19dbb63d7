/** What a rubric asks of the rating store, for each of its sources; undefined for a source that reads nothing itself. */

import type {
  Baseline,
  ClickHousePairSource,
  ClickHouseSource,
  FileSource,
  PairSource,
  PreferenceSource,
  RatingColumns,
  RatingSource,
  RowFilter,
  RowFilters,
  Rubric,
} from "../rubric/rubric.ts";
import type {
  ClickHousePairRequest,
  ClickHouseTable,
  ClickHouseTallyRequest,
  PairRequest,
  RowCondition,
  RowConditions,
  ScoreRequest,
  TallyRequest,
} from "../tallies/store.ts";

export function tallyRequest(source: FileSource, rubric: Rubric): TallyRequest;
export function tallyRequest(source: ClickHouseSource, rubric: Rubric): ClickHouseTallyRequest;
export function tallyRequest(source: RatingSource, rubric: Rubric): TallyRequest | ClickHouseTallyRequest;
export function tallyRequest(source: RatingSource, rubric: Rubric): TallyRequest | ClickHouseTallyRequest {
  const columns = ratingColumns(source, rubric);
  return source.kind === "file"
    ? { file: source.file.value, ...columns }
    : { file: source.table?.value ?? "", ...tableOf(source), ...columns };
}

/** The column that names an item's prompt is the business of `preferences:`, but is in the rating files. */
function ratingColumns(source: RatingColumns, rubric: Rubric): Omit<TallyRequest, "file"> {
  const prompts = rubric.preferences?.value.flatMap((preference) =>
    preference.kind === "overall" || preference.kind === "demonstrations" ? [preference.prompt?.value] : [],
  );
  const missing = [...(rubric.missing?.value ?? []), ...(source.missing?.value ?? [])].map((code) => code.value);
  return {
    item: source.item?.value.map((column) => column.value),
    rule: source.rule?.value,
    rater: source.rater?.value,
    rating: source.rating?.value,
    prompt: prompts?.find((prompt) => prompt !== undefined),
    ...(missing.length > 0 && { missing }),
    ...conditionsOf(source),
  };
}

export function pairRequest(source: PairSource): PairRequest;
export function pairRequest(source: ClickHousePairSource): ClickHousePairRequest;
export function pairRequest(source: PreferenceSource): PairRequest | ClickHousePairRequest | undefined;
export function pairRequest(source: PreferenceSource): PairRequest | ClickHousePairRequest | undefined {
  if (source.kind !== "pairs" && source.kind !== "clickhouse-pairs") return undefined;
  const columns = {
    chosen: source.chosen?.value,
    rejected: source.rejected?.value,
    prompt: source.prompt?.value,
    by: source.by?.value,
    judges: source.judges?.value.map((column) => column.value) ?? [],
    ...(source.rater && { rater: source.rater.value }),
    ...conditionsOf(source),
  };
  return source.kind === "pairs"
    ? { file: source.file.value, ...columns }
    : { file: source.table?.value ?? "", ...tableOf(source), ...columns };
}

export function scoreRequest(baseline: Baseline): ScoreRequest {
  return {
    file: baseline.file.value,
    item: baseline.item?.value.map((column) => column.value),
    score: baseline.score?.value,
    ...conditionsOf(baseline),
  };
}

function conditionsOf({ only, except }: RowFilters): RowConditions {
  return { ...(only && { only: only.value.map(condition) }), ...(except && { except: except.value.map(condition) }) };
}

function condition({ column, values }: RowFilter): RowCondition {
  return { column: column.value, values: values.map((value) => value.value) };
}

function tableOf({ urlEnv, table }: ClickHouseSource | ClickHousePairSource): ClickHouseTable {
  return { urlEnv: urlEnv?.value ?? "", table: table?.value ?? "" };
}
