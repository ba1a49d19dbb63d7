/** Who imports whom, read from the sources, and what of that the invariants of docs/architecture.md forbid. */
import { isBuiltin } from "node:module";
import path from "node:path";

/** Source text by its path from the root of the repository, with `/`. */
export type Sources = ReadonlyMap<string, string>;

interface Import {
  /** A path from the root, or the name of a package. */
  readonly to: string;
  /** Nothing of a type import is there when the program runs. */
  readonly isType: boolean;
}

const purePackages = ["zod", "yaml", "fastest-levenshtein", "@noble/hashes", "string-width"];

/**
 * By folder: the folders that it may import beside itself, and what of packages. A folder that is not here fails the
 * test, so that none is unprotected.
 */
const pure = { packages: purePackages, runsInBrowser: true, isPure: true };
const edge = { packages: undefined, runsInBrowser: false, isPure: false };
const toAnalysis = ["rubric", "statistics", "tallies", "analysis"];
const toReport = [...toAnalysis, "lint", "language", "report", "exchange"];
const toEngine = [...toReport, "ratings", "engine"];

interface Folder {
  readonly imports: readonly string[];
  /** Undefined: any. */
  readonly packages: readonly string[] | undefined;
  /** Reaches no Node, whatever it imports. */
  readonly runsInBrowser: boolean;
  /** No clock, no chance, no timers, no environment. */
  readonly isPure: boolean;
}

const folders: Readonly<Record<string, Folder>> = {
  rubric: { ...pure, imports: [] },
  statistics: { ...pure, imports: [], packages: [] },
  tallies: { ...pure, imports: ["rubric", "statistics"] },
  ratings: { ...edge, imports: ["rubric", "statistics", "tallies"] },
  analysis: { ...pure, imports: toAnalysis },
  lint: { ...pure, imports: toAnalysis },
  language: { ...pure, imports: [...toAnalysis, "lint", "report"] },
  report: { ...pure, imports: [...toAnalysis, "lint"], packages: [...purePackages, "@observablehq/plot"] },
  exchange: { ...pure, imports: [...toAnalysis, "lint", "report"], packages: [...purePackages, "fflate", "saxen"] },
  engine: { ...edge, isPure: true, imports: toEngine },
  edge: { ...edge, imports: [...toEngine, "protocol"] },
  server: { ...edge, imports: [...toEngine, "edge", "protocol"] },
  cli: { ...edge, imports: [...toEngine, "edge", "server", "mcp", "protocol"] },
  mcp: { ...edge, imports: [...toEngine, "edge"] },
  protocol: { ...pure, imports: [], packages: [] },
  client: { ...edge, imports: ["protocol", "report"] },
};
/** Folders that know the Language Server Protocol, an agent's protocol or an editor. */
const knowsProtocol = ["edge", "server", "cli", "mcp", "client"];
/** The one folder that draws with the DOM. */
const PAGE = "server/src/report/page/";

/** Entries that run in a browser: nothing that they load may reach Node. */
const browserEntries = ["server/src/server/browser.ts"];

const isNode = (name: string) => isBuiltin(name) || /^@duckdb\/|^@clickhouse\/|\/node$/.test(name);
const isProtocol = (name: string) => /^vscode($|-)|^@modelcontextprotocol\//.test(name);
const impure =
  /\b(Date\.now|new Date\(\)|Math\.random|process\.|performance\.now|setTimeout|setInterval|setImmediate|fetch\()/;

/** Sentences, one for each import that an invariant forbids; none when the house is in order. */
export function violations(sources: Sources): string[] {
  const graph = new Map(Array.from(sources, ([file, text]) => [file, importsOf(file, text)]));
  const wrong: string[] = [];
  for (const [file, imports] of graph) {
    const name = folderOf(file);
    const folder = name === undefined ? undefined : folders[name];
    if (name === undefined || !folder) {
      wrong.push(`${file}: its folder is not in the list of folders`);
      continue;
    }
    for (const { to } of imports) {
      const target = folderOf(to);
      const isOwn = to.includes("/src/");
      if (isOwn && target !== name && !folder.imports.includes(target ?? "")) wrong.push(`${file} imports ${to}`);
      if (isOwn) continue;
      if (isProtocol(to) && !knowsProtocol.includes(name)) wrong.push(`${file} knows the protocol: ${to}`);
      if (folder.packages && !folder.packages.some((known) => to === known || to.startsWith(`${known}/`)))
        wrong.push(`${file} imports the package ${to}`);
    }
    if (folder.isPure && !file.startsWith(PAGE)) {
      const found = impure.exec(withoutComments(sources.get(file) ?? ""));
      if (found) wrong.push(`${file} is not pure: ${found[0]}`);
    }
    if (folder.runsInBrowser || browserEntries.includes(file)) {
      const chain = pathToNode(file, graph);
      if (chain) wrong.push(`${chain.join(" > ")} reaches Node`);
    }
  }
  return wrong;
}

/** The shortest chain of imports from a file to a Node module, undefined where there is none. */
function pathToNode(start: string, graph: ReadonlyMap<string, readonly Import[]>): readonly string[] | undefined {
  const seen = new Set([start]);
  const queue: (readonly string[])[] = [[start]];
  for (const chain of queue)
    for (const { to, isType } of graph.get(chain.at(-1) ?? "") ?? []) {
      if (isType || seen.has(to)) continue;
      seen.add(to);
      if (!to.includes("/src/") && isNode(to)) return [...chain, to];
      queue.push([...chain, to]);
    }
  return undefined;
}

export function importsOf(file: string, text: string): Import[] {
  const statement =
    /^\s*(?:import|export)\s+(type\s)?[^;"']*?\bfrom\s*["']([^"']+)["']|^\s*import\s*["']([^"']+)["']|\bimport\(\s*["']([^"']+)["']/gm;
  return Array.from(withoutComments(text).matchAll(statement), ([, type, from, bare, dynamic]) => {
    const written = from ?? bare ?? dynamic ?? "";
    const to = written.startsWith(".") ? path.posix.join(path.posix.dirname(file), written) : written;
    return { to, isType: type !== undefined };
  });
}

/** A file directly in server/src counts as the folder of its name; `start` belongs to the command line. */
function folderOf(file: string): string | undefined {
  if (file.startsWith("client/src/")) return "client";
  const [, first] = /^server\/src\/([^/]+)/.exec(file) ?? [];
  const name = first?.replace(/\.ts$/, "");
  return name === "start" ? "cli" : name;
}

/** Comments that start a line; a glob pattern in a text looks like the start of one. */
function withoutComments(text: string): string {
  return text.replace(/^\s*\/\*[\s\S]*?\*\//gm, "").replace(/^\s*\/\/.*$/gm, "");
}
