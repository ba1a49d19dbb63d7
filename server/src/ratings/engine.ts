/** DuckDB, embedded and locked: an instance that opens the given files and nothing else. */
import type { DuckDBConnection, DuckDBInstance, DuckDBValue } from "@duckdb/node-api";
import { failure, type Outcome } from "./outcome.ts";
import { lockDown, type Query } from "./sql/query.ts";

/** What is used of the module. */
export interface DuckDb {
  readonly DuckDBInstance: {
    create(path: string, options: Record<string, string>): Promise<DuckDBInstance>;
  };
}

export interface EngineOptions {
  /** In MB; default 1024. */
  readonly memoryLimit?: number;
  /** Default 2: reading is not to take the machine from the editor. */
  readonly threads?: number;
  /** How the engine is loaded; it has a binary for each platform, which may be missing. */
  readonly load?: () => Promise<DuckDb>;
}

/** Rows of integers, column by column. */
export type IntegerColumns = readonly Int32Array[];

export interface Engine {
  /** In MB. */
  readonly memoryLimit: number;
  run(query: Query): Promise<void>;
  rows(query: Query): Promise<DuckDBValue[][]>;
  /** All columns must be INTEGER. */
  integers(query: Query): Promise<IntegerColumns>;
}

/** What the engine says of a file or query; any other exception is a bug. */
export class EngineError extends Error {}

/** Opens an instance for these files (real paths), locked before `use` sees it, and closes it afterwards. */
export async function withEngine<T>(
  files: readonly string[],
  options: EngineOptions,
  signal: AbortSignal | undefined,
  use: (engine: Engine) => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  let instance: DuckDBInstance;
  try {
    instance = await createInstance(options);
  } catch (error) {
    return failure(
      "engine",
      "file",
      `Rating files cannot be read here, because the database that reads them does not load: ${firstLine(error)}. Ratings written in the rubric still work.`,
    );
  }
  const connection = await instance.connect();
  const interrupt = () => connection.interrupt();
  signal?.addEventListener("abort", interrupt, { once: true });
  try {
    const engine = engineOn(connection, memoryLimitOf(options), signal);
    for (const query of lockDown(files)) await engine.run(query);
    return await use(engine);
  } finally {
    signal?.removeEventListener("abort", interrupt);
    connection.closeSync();
    instance.closeSync();
  }
}

async function createInstance(options: EngineOptions): Promise<DuckDBInstance> {
  const duckDb = await (options.load ?? (() => import("./node-api.ts")))();
  return duckDb.DuckDBInstance.create(":memory:", {
    memory_limit: `${memoryLimitOf(options)}MB`,
    threads: String(options.threads ?? 2),
    // Nothing is written to disk: what does not fit the memory limit is refused.
    temp_directory: "",
    autoinstall_known_extensions: "false",
    autoload_known_extensions: "false",
    allow_community_extensions: "false",
    allow_persistent_secrets: "false",
  });
}

function memoryLimitOf({ memoryLimit }: EngineOptions): number {
  return memoryLimit ?? 1024;
}

function engineOn(connection: DuckDBConnection, memoryLimit: number, signal: AbortSignal | undefined): Engine {
  const guarded = async <T>(query: () => Promise<T>): Promise<T> => {
    signal?.throwIfAborted();
    try {
      return await query();
    } catch (error) {
      signal?.throwIfAborted();
      throw new EngineError(error instanceof Error ? error.message : String(error));
    }
  };
  return {
    memoryLimit,
    run: ({ text, parameters }) => guarded(async () => void (await connection.run(text, [...parameters]))),
    rows: ({ text, parameters }) =>
      guarded(async () => (await connection.runAndReadAll(text, [...parameters])).getRows()),
    integers: (query) => guarded(() => readIntegers(connection, query)),
  };
}

/** Whole vectors at once: a value at a time takes a microsecond each, and there are hundreds of thousands. */
async function readIntegers(connection: DuckDBConnection, { text, parameters }: Query): Promise<IntegerColumns> {
  const result = await connection.run(text, [...parameters]);
  const chunks = await result.fetchAllChunks();
  const rows = chunks.reduce((total, chunk) => total + chunk.rowCount, 0);
  return Array.from({ length: result.columnCount }, (_, column) => {
    const all = new Int32Array(rows);
    let start = 0;
    for (const chunk of chunks) {
      const vector = chunk.getColumnVector(column);
      const items: unknown = "items" in vector ? vector.items : undefined;
      if (!(items instanceof Int32Array)) throw new TypeError(`column ${column} of ${text} is no INTEGER`);
      all.set(items.subarray(0, chunk.rowCount), start);
      start += chunk.rowCount;
    }
    return all;
  });
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split("\n")[0]?.replace(/\.$/, "") ?? "";
}
