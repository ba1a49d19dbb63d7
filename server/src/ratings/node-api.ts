/** What is used of DuckDB, in a file of its own, so that it is loaded with the first rating file and not before. */
export { DuckDBInstance } from "@duckdb/node-api";
