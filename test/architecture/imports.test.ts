/** Holds the invariants of docs/architecture.md: who may import whom, and which rooms run in a browser as they are. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

/** From left to right; a room imports only itself and rooms to its left. */
const rooms = ["rubric", "statistics", "ratings", "analysis", "lint", "language", "report", "engine", "edge"];
const source = path.resolve("server/src");

/** Rooms on one step do not import each other. */
const closed: Record<string, readonly string[]> = {
  statistics: ["statistics"],
  rubric: ["rubric"],
};
const browserRooms = ["rubric", "statistics", "analysis", "lint", "language", "report"];

interface Import {
  readonly from: string;
  readonly to: string;
  readonly isType: boolean;
}

function imports(file: string): Import[] {
  const text = readFileSync(file, "utf8");
  const statements = text.matchAll(/^(?:import|export)\s+(type\s)?[^;]*?from\s+"([^"]+)"|import\("([^"]+)"\)/gm);
  return Array.from(statements, ([, type, to, dynamic]) => ({
    from: path.relative(source, file),
    to: to ?? dynamic ?? "",
    isType: type !== undefined,
  }));
}

const files = readdirSync(source, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
const all = files.flatMap((file) => imports(path.join(source, file)));
const roomOf = (file: string) => (file.includes(path.sep) ? file.split(path.sep)[0] : undefined);
const target = ({ from, to }: Import) =>
  to.startsWith(".") ? path.join(path.dirname(from), to).split(path.sep).join("/") : undefined;

test("there is something to hold", () => {
  expect(all.length).toBeGreaterThan(100);
});

test("nobody imports rightwards, and statistics and rubric import only themselves", () => {
  const wrong = all.filter((one) => {
    const from = roomOf(one.from);
    const to = target(one);
    if (from === undefined || from === "cli" || to === undefined) return false;
    const room = to.split("/")[0] ?? "";
    if (!rooms.includes(room)) return !(one.isType && to === "protocol.ts") && to !== "protocol.ts";
    if (room === from) return false;
    return closed[from] !== undefined || rooms.indexOf(room) > rooms.indexOf(from);
  });
  expect(wrong).toEqual([]);
});

test("what runs in a browser touches no Node, no clock and no chance", () => {
  const node = all.filter(({ from, to }) => browserRooms.includes(roomOf(from) ?? "") && /^node:|^@duckdb/.test(to));
  expect(node).toEqual([]);
  const impure = files
    .filter((file) => browserRooms.includes(roomOf(file) ?? ""))
    .filter((file) =>
      /Date\.now|Math\.random|process\.env|performance\.now/.test(readFileSync(path.join(source, file), "utf8")),
    );
  expect(impure).toEqual([]);
});

test("only the edge, the server and the command line know the protocol as values", () => {
  const allowed = ["edge", "cli", undefined];
  const wrong = all.filter(
    ({ from, to }) => to.startsWith("vscode-languageserver/") && !allowed.includes(roomOf(from)),
  );
  expect(wrong).toEqual([]);
});

test("every SQL text stands in ratings/", () => {
  const wrong = files.filter(
    (file) =>
      roomOf(file) !== "ratings" &&
      /\b(SELECT|CREATE TABLE|COPY)\b.*\b(FROM|AS|TO)\b/.test(readFileSync(path.join(source, file), "utf8")),
  );
  expect(wrong).toEqual([]);
});
