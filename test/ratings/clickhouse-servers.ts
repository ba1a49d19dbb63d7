/** Two ClickHouse servers on loopback, as the two shards of one cluster, for one test file. Undefined where not installed. */
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";

export interface Cluster {
  /** Of the first shard, with the password. */
  readonly url: string;
  run(sql: string, shard?: number): Promise<string>;
  insert(table: string, tsv: string, shard?: number): Promise<void>;
  /** Ends a shard at once. */
  kill(shard: number): Promise<void>;
  stop(): Promise<void>;
}

export const password = "a-secret-that-is-never-shown";

export function isInstalled(): boolean {
  try {
    execFileSync("which", ["clickhouse-server"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

export async function startCluster(): Promise<Cluster> {
  const folder = mkdtempSync(path.join(tmpdir(), "encore-clickhouse-"));
  const ports = await freePorts(6);
  const shards = [0, 1].map((at) => ({
    http: ports[3 * at] ?? 0,
    tcp: ports[3 * at + 1] ?? 0,
    inter: ports[3 * at + 2] ?? 0,
  }));
  const cluster = shards
    .map(
      ({ tcp }) =>
        `<shard><replica><host>127.0.0.1</host><port>${tcp}</port><password>${password}</password></replica></shard>`,
    )
    .join("");
  const processes = shards.map(({ http, tcp, inter }, at): ChildProcess => {
    const own = path.join(folder, String(at));
    for (const name of ["data", "tmp", "schemas"]) mkdirSync(path.join(own, name), { recursive: true });
    writeFileSync(
      path.join(own, "users.xml"),
      `<yandex><profiles><default></default></profiles><users><default><password>${password}</password><networks><ip>127.0.0.1</ip></networks><profile>default</profile><quota>default</quota></default></users><quotas><default></default></quotas></yandex>`,
    );
    writeFileSync(
      path.join(own, "config.xml"),
      `<yandex><logger><level>error</level><log>${own}/log.txt</log><errorlog>${own}/errors.txt</errorlog></logger><http_port>${http}</http_port><tcp_port>${tcp}</tcp_port><interserver_http_port>${inter}</interserver_http_port><listen_host>127.0.0.1</listen_host><path>${own}/data/</path><tmp_path>${own}/tmp/</tmp_path><format_schema_path>${own}/schemas/</format_schema_path><mark_cache_size>50000000</mark_cache_size><users_config>${own}/users.xml</users_config><default_profile>default</default_profile><default_database>default</default_database><remote_servers><both>${cluster}</both></remote_servers></yandex>`,
    );
    return spawn("clickhouse-server", [`--config-file=${own}/config.xml`], { stdio: "ignore", cwd: own });
  });
  const ask = async (shard: number, sql: string, body?: string): Promise<string> => {
    const query = body === undefined ? "" : `?query=${encodeURIComponent(sql)}`;
    const response = await fetch(`http://127.0.0.1:${shards[shard]?.http}/${query}`, {
      method: "POST",
      headers: { Authorization: `Basic ${Buffer.from(`default:${password}`).toString("base64")}` },
      body: body ?? sql,
    });
    const text = await response.text();
    if (!response.ok) throw new Error(text);
    return text;
  };
  const end = async (process: ChildProcess | undefined) => {
    if (!process || process.exitCode !== null || process.signalCode !== null) return;
    const ended = new Promise((resolve) => process.once("exit", resolve));
    process.kill("SIGKILL");
    await ended;
  };
  const stop = async () => {
    for (const process of processes) await end(process);
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    for (const shard of [0, 1]) await isReady(() => ask(shard, "SELECT 1"));
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    url: `http://default:${password}@127.0.0.1:${shards[0]?.http}/`,
    run: (sql, shard = 0) => ask(shard, sql),
    insert: async (table, tsv, shard = 0) => void (await ask(shard, `INSERT INTO ${table} FORMAT TabSeparated`, tsv)),
    kill: (shard) => end(processes[shard]),
    stop,
  };
}

async function isReady(ask: () => Promise<unknown>): Promise<void> {
  const MOST = 300;
  for (let attempt = 1; ; attempt++) {
    try {
      await ask();
      return;
    } catch (error) {
      if (attempt === MOST) throw error;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
}

/** Open at the same time, so that they differ. */
async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer().listen(0, "127.0.0.1"));
  const ports = await Promise.all(
    servers.map(
      (server) =>
        new Promise<number>((resolve) => {
          server.once("listening", () => {
            const address = server.address();
            resolve(typeof address === "object" && address ? address.port : 0);
          });
        }),
    ),
  );
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}
