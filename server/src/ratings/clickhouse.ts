/** Ratings in ClickHouse: part of the format, not yet of this version. */

import type { Read } from "../tallies/store.ts";
import { failed, failure } from "./outcome.ts";

export const clickHouseUnsupported: Read<never> = failed(
  failure(
    "unsupported",
    "file",
    "This version reads rating files and ratings in the rubric only, not ClickHouse. Export the table as Parquet or CSV, and name that file.",
  ).problem,
);
