/** Sources in ClickHouse, asked of real servers: two processes as shards, a Distributed table over both. */
import { writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createClickHouseStore } from "../../server/src/ratings/clickhouse/store.ts";
import { createDuckDbStore } from "../../server/src/ratings/duckdb.ts";
import type { Source } from "../../server/src/tallies/source.ts";
import type { ClickHousePairRequest, ClickHouseTallyRequest } from "../../server/src/tallies/store.ts";
import type { Tallies } from "../../server/src/tallies/tallies.ts";
import { type Cluster, isInstalled, password, startCluster } from "./clickhouse-servers.ts";
import { asking, createFolder } from "./folder.ts";

const URL = "ENCORE_TEST_URL";
const minute = 60_000;

function tallies(table: string, more: Partial<ClickHouseTallyRequest> = {}): Source<"tally"> {
  const request = { ...asking(table), urlEnv: URL, table, ...more };
  return { kind: "clickhouse", want: "tally", name: table, request };
}

/** What must not depend on where the ratings are. */
function content(value: Tallies | undefined) {
  return (
    value && {
      items: value.items,
      prompts: value.prompts,
      raterNames: value.raterNames,
      excluded: value.excluded,
      rows: value.rows,
      rules: value.rules.map(({ first, repeats, ...rule }) => ({
        ...rule,
        same: repeats.same,
        other: repeats.conflicting,
      })),
    }
  );
}

/** A table of 20 rules, 3 raters of 5 for an item, with missing ratings and exact repeats; seeded. */
function generated(items: number): string[][] {
  let state = 7;
  const next = (below: number) => {
    state = (state * 1103515245 + 12345) % 2 ** 31;
    return Math.floor((state / 2 ** 31) * below);
  };
  const rows: string[][] = [];
  for (let i = 0; i < items; i++)
    for (let r = 0; r < 20; r++)
      for (let n = 0; n < 3; n++) {
        const rating = next(50) === 0 ? "" : String(1 + next(5));
        const row = [
          `p${i % 97}`,
          `it'em\\ ${i}`,
          `rule ${r}`,
          `rater "${(i + n) % 5}"`,
          rating,
          i % 4 === 0 ? "test" : "train",
        ];
        rows.push(row);
        if (next(100) === 0) rows.push(row);
      }
  return rows;
}

if (!isInstalled()) console.warn("Skipped: there is no clickhouse-server (Debian: apt-get install clickhouse-server).");

const columns = ["prompt", "item", "rule", "rater", "rating", "split"];

describe.runIf(isInstalled())("ratings in ClickHouse", () => {
  let cluster: Cluster;
  const rows = generated(500);
  const read = (source: Source<"tally">, signal?: AbortSignal) =>
    createClickHouseStore({ environment: { [URL]: cluster.url }, patience: 20 }).read(source, signal);

  beforeAll(async () => {
    cluster = await startCluster();
    const types = columns.map((name) => `${name} String`).join(", ");
    const tsv = (part: readonly string[][]) =>
      part.map((row) => row.map((cell) => cell.replaceAll("\\", "\\\\")).join("\t")).join("\n");
    for (const shard of [0, 1]) {
      await cluster.run(`CREATE TABLE own (${types}) ENGINE = Log`, shard);
      await cluster.insert("own", `${tsv(rows.filter((_, at) => Math.floor(at / 7) % 2 === shard))}\n`, shard);
      await cluster.run(
        "CREATE TABLE numbers_only (item UInt32, rule String, rating Nullable(Float64)) ENGINE = Log",
        shard,
      );
      await cluster.insert("numbers_only", "7\tr\t1\n8\tr\t0.5\n9\tr\t\\N\n", shard);
      await cluster.run("CREATE TABLE slow AS own ENGINE = Log", shard);
    }
    await cluster.run(`CREATE TABLE ratings (${types}) ENGINE = Distributed(both, default, own)`);
    await cluster.run("CREATE TABLE pairs (chosen String, rejected String, judge String) ENGINE = Log");
    await cluster.insert("pairs", "b\ta\tann\na\tc\t\nc\tc\tann\n");
  }, 2 * minute);
  afterAll(() => cluster?.stop(), minute);

  test.each<[what: string, request: Partial<ClickHouseTallyRequest>]>([
    ["all of them", { prompt: "prompt" }],
    [
      "some rows, with codes for missing ratings",
      {
        missing: ["2"],
        only: [{ column: "split", values: ["train"] }],
        except: [
          { column: "rater", values: ['rater "3"'] },
          { column: "rating", values: ["5.0"] },
        ],
      },
    ],
    ["items of two columns", { item: ["prompt", "item"] }],
  ])(
    "are tallied as a file of the same ratings is: %s",
    async (_, request) => {
      const folder = createFolder();
      const csv = [columns, ...rows]
        .map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join())
        .join("\n");
      writeFileSync(path.join(folder, "ratings.csv"), csv);
      const file = await createDuckDbStore({ base: folder, allowed: [folder] }).tally(asking("ratings.csv", request));
      const table = await read(tallies("ratings", request));
      expect(table.problems).toEqual([]);
      expect(content(table.value)).toEqual(content(file.value));
    },
    minute,
  );

  test("that are numbers and NULL are read", async () => {
    const { value } = await read(tallies("default.numbers_only"));
    expect(value).toMatchObject({ items: ["7", "8", "9"], rules: [{ rule: "r", values: ["0.5", "1"], missing: 1 }] });
  });

  test("come with preferences", async () => {
    const nothing = { chosen: undefined, rejected: undefined, prompt: undefined, by: undefined, judges: [] };
    const request: ClickHousePairRequest = { ...nothing, file: "pairs", table: "pairs", urlEnv: URL, rater: "judge" };
    const store = createClickHouseStore({ environment: { [URL]: cluster.url } });
    const { value, problems } = await store.read({ kind: "clickhouse", want: "pairs", name: "pairs", request });
    expect(value).toMatchObject({
      items: ["a", "b", "c"],
      chosen: Int32Array.of(0, 1),
      rejected: Int32Array.of(2, 0),
      raters: { names: ["ann"], of: Int32Array.of(-1, 0) },
    });
    expect(problems).toMatchObject([{ code: "value", message: expect.stringContaining("against itself") }]);
  });

  describe("that cannot be read are reported without the address and the password", () => {
    const at = (url: string | undefined, source = tallies("ratings"), patience = 20) =>
      createClickHouseStore({ environment: { [URL]: url }, patience }).read(source);

    test.each<[what: string, read: () => ReturnType<typeof at>, code: string, says: string]>([
      [
        "a wrong password",
        () => at(cluster.url.replace(password, `${password}x`)),
        "unreadable",
        "refuses the user or the password",
      ],
      ["no server", () => at(`http://default:${password}@127.0.0.1:1/`), "unreadable", "cannot be reached"],
      ["no table", () => at(cluster.url, tallies("nope")), "missing", "no such table"],
      ["wrong columns", () => at(cluster.url, tallies("ratings", { rating: "ratng" })), "column", "no column `ratng`"],
      [
        "a wrong column in a condition",
        () => at(cluster.url, tallies("ratings", { only: [{ column: "splt", values: ["x"] }] })),
        "column",
        "no column `splt`",
      ],
      ["no variable", () => at(undefined), "missing", "is not set"],
      ["no URL", () => at(`default:${password}`), "kind", "is not a URL"],
      [
        "a variable of another name",
        () => at(cluster.url, tallies("ratings", { urlEnv: "AWS_SECRET" })),
        "outside",
        "begin with `ENCORE_`",
      ],
    ])(
      "%s",
      async (_, read, code, says) => {
        const { value, problems } = await read();
        expect(value).toBeUndefined();
        expect(problems).toMatchObject([{ code, message: expect.stringContaining(says) }]);
        expect(JSON.stringify(problems)).not.toMatch(/127\.0\.0\.1|a-secret|DB::/);
      },
      minute,
    );

    test(
      "a slow query",
      async () => {
        await cluster.run("CREATE VIEW sleepy AS SELECT item, rule, rating, sleep(3) AS s FROM own");
        const { problems } = await at(cluster.url, tallies("sleepy", { only: [{ column: "s", values: ["0"] }] }), 1);
        expect(problems).toMatchObject([{ code: "unreadable", message: expect.stringMatching(/too long/) }]);
      },
      minute,
    );
  });

  test("values that look like SQL are values", async () => {
    for (const value of ["') OR 1 = 1 --", "\\", "\\') --", "'; DROP TABLE own; --"]) {
      const { value: read_, problems } = await read(
        tallies("ratings", { only: [{ column: "split", values: [value] }] }),
      );
      expect(read_).toMatchObject({ rules: [], excluded: rows.length });
      expect(problems).toMatchObject([{ code: "empty" }]);
    }
  });

  test(
    "a reading that is abandoned ends its query at the server",
    async () => {
      await cluster.run(
        "CREATE VIEW endless AS SELECT 'i' AS item, 'r' AS rule, toString(sleep(1)) AS rating FROM numbers(1000000000)",
      );
      const controller = new AbortController();
      const reading = read(tallies("endless"), controller.signal);
      setTimeout(() => controller.abort(new Error("enough")), 500);
      await expect(reading).rejects.toThrow("enough");
      await expect
        .poll(
          () =>
            cluster.run(
              "SELECT count() FROM system.processes WHERE query LIKE '%endless%' AND query NOT LIKE '%system.processes%'",
            ),
          { timeout: 20_000 },
        )
        .toBe("0\n");
    },
    minute,
  );

  // The last one, since it ends a server.
  test(
    "a shard that is gone gives a problem, not half an answer",
    async () => {
      await cluster.kill(1);
      const { value, problems } = await read(tallies("ratings"));
      expect(value).toBeUndefined();
      expect(problems).toMatchObject([
        { code: "unreadable", message: expect.stringContaining("did not answer in full") },
      ]);
    },
    minute,
  );
});
