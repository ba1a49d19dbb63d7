/** A ClickHouse server, asked by HTTP: read-only, with limits on time, and cancelled where nobody waits any longer. */
import { randomUUID } from "node:crypto";
import type { ClickHouseClient } from "@clickhouse/client";

export interface Connection {
  /** The bytes that the server answers; never a part of an answer. */
  bytes(sql: string): Promise<Buffer>;
  close(): Promise<void>;
}

export interface ConnectionOptions {
  readonly signal?: AbortSignal | undefined;
  /** In seconds. */
  readonly patience?: number;
}

/** What the server says; `code` is its number for the fault, undefined where the connection itself failed. */
export class ServerError extends Error {
  readonly code: number | undefined;
  readonly network: string | undefined;

  constructor(code: number | undefined, network: string | undefined) {
    super(`ClickHouse: ${code ?? network ?? "no answer"}`);
    this.code = code;
    this.network = network;
  }
}

const PATIENCE = 120;
/** A user whose profile is read-only already may send no settings. */
const SETTINGS_REFUSED = 164;
const MOST_ATTEMPTS = 3;
/** Reading is safe to repeat where the connection broke. */
const broken = new Set(["ECONNRESET", "EPIPE", "UND_ERR_SOCKET"]);

export async function connect(url: string, { signal, patience = PATIENCE }: ConnectionOptions): Promise<Connection> {
  const { createClient, ClickHouseLogLevel } = await import("@clickhouse/client");
  const client = createClient({
    url,
    application: "encore",
    request_timeout: patience * 1000,
    // It would print queries and addresses.
    log: { level: ClickHouseLogLevel.OFF },
  });
  // The server sends nothing before the whole answer is there, so that a query that fails late gives no half answer.
  let settings: Record<string, string | number> = { wait_end_of_query: 1, readonly: "2", max_execution_time: patience };
  const ask = async (sql: string): Promise<Buffer> => {
    const id = randomUUID();
    const kill = () => void killQuery(client, id);
    signal?.addEventListener("abort", kill, { once: true });
    try {
      const { stream } = await client.exec({
        query: sql,
        query_id: id,
        clickhouse_settings: settings,
        ...(signal && { abort_signal: signal }),
      });
      const chunks: Buffer[] = [];
      for await (const chunk of stream) chunks.push(chunk as Buffer);
      return Buffer.concat(chunks);
    } finally {
      signal?.removeEventListener("abort", kill);
    }
  };
  return {
    bytes: async (sql) => {
      for (let attempt = 1; ; attempt++) {
        signal?.throwIfAborted();
        try {
          return await ask(sql);
        } catch (error) {
          signal?.throwIfAborted();
          const fault = serverError(error);
          if (fault.code === SETTINGS_REFUSED && "readonly" in settings) settings = { wait_end_of_query: 1 };
          else if (attempt === MOST_ATTEMPTS || !broken.has(fault.network ?? "")) throw fault;
        }
      }
    },
    close: () => client.close(),
  };
}

/** On a connection of its own; one whose user may not do it ends with the connection that was closed. */
async function killQuery(client: ClickHouseClient, id: string): Promise<void> {
  try {
    await client.command({ query: `KILL QUERY WHERE query_id = '${id}' ASYNC` });
  } catch {
    // The connection of the query is closed in any case.
  }
}

function serverError(error: unknown): ServerError {
  const message = error instanceof Error ? error.message : "";
  const number =
    /\bCode: (\d+)/.exec(message)?.[1] ?? (isNumeric(error) ? String(Reflect.get(error, "code")) : undefined);
  const network = error instanceof Error && "code" in error ? String(error.code) : message;
  return new ServerError(number === undefined ? undefined : Number(number), number === undefined ? network : undefined);
}

/** Newer servers' errors come parsed. */
function isNumeric(error: unknown): error is object {
  return error instanceof Error && "code" in error && /^\d+$/.test(String(error.code));
}
