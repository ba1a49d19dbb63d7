/** Ratings in ClickHouse: part of the format, not yet of this version. */
import { failed, failure } from "./outcome.ts";
import type { Read } from "./store.ts";

export const clickHouseUnsupported: Read<never> = failed(
  failure(
    "unsupported",
    "file",
    "This version reads rating files and ratings in the rubric only, not ClickHouse. Export the table as Parquet or CSV, and name that file.",
  ).problem,
);
