/** Sources in ClickHouse: the address comes from an environment variable that the rubric names, and is never shown. */
import type { Source, SourceStore } from "../../tallies/source.ts";
import type { ClickHousePairRequest, ClickHouseTallyRequest, Read } from "../../tallies/store.ts";
import { failed, failure } from "../outcome.ts";
import { type Connection, connect, ServerError } from "./connection.ts";
import { explainServer } from "./explain.ts";
import { readPairs } from "./read-pairs.ts";
import { readTallies } from "./read-tallies.ts";

/** A rubric may come from anywhere: it reads no other variable. */
const PREFIX = "ENCORE_";

export interface ClickHouseOptions {
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** In seconds. */
  readonly patience?: number;
}

export function createClickHouseStore({ environment = process.env, patience }: ClickHouseOptions = {}): SourceStore {
  const read = async ({ want, request }: Source, signal?: AbortSignal): Promise<Read<never>> => {
    const asked = request as ClickHouseTallyRequest | ClickHousePairRequest;
    const url = addressOf(asked.urlEnv, environment);
    if ("problem" in url) return failed(url.problem);
    if (asked.table.trim() === "")
      return failed(failure("missing", "file", "A ClickHouse source needs `table:`, the name of its table.").problem);
    let connection: Connection | undefined;
    try {
      connection = await connect(url.value, { signal, ...(patience !== undefined && { patience }) });
      const value =
        want === "pairs"
          ? await readPairs(connection, request as ClickHousePairRequest)
          : await readTallies(connection, request as ClickHouseTallyRequest);
      return value as Read<never>;
    } catch (error) {
      if (error instanceof ServerError) return failed(explainServer(asked.table, asked.urlEnv, error));
      throw error;
    } finally {
      await connection?.close();
    }
  };
  return { read: read as SourceStore["read"], dependsOn: () => false, foldersOf: () => [] };
}

function addressOf(
  variable: string,
  environment: Readonly<Record<string, string | undefined>>,
): { readonly value: string } | ReturnType<typeof failure> {
  if (!variable.startsWith(PREFIX))
    return failure(
      "outside",
      "file",
      `\`url_env: ${variable}\` is not read: variables that a rubric names begin with \`${PREFIX}\`. Rename the variable.`,
    );
  const url = environment[variable]?.trim();
  if (!url)
    return failure(
      "missing",
      "file",
      `The environment variable \`${variable}\` is not set. Set it to the server's URL: \`https://USER:PASSWORD@HOST:8443/DATABASE\`.`,
    );
  if (!/^https?:\/\//i.test(url) || !URL.canParse(url))
    return failure("kind", "file", `\`${variable}\` is not a URL that begins with \`https://\` or \`http://\`.`);
  return { value: url };
}
