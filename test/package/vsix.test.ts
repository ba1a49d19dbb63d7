/** What a user downloads from the Marketplace: one .vsix for each platform, as `npm run package -- --target all` left it. */
import { statSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import manifest from "../../package.json" with { type: "json" };
import { readZip } from "./zip.ts";

const root = path.join(import.meta.dirname, "../..");
const platforms = ["linux-x64", "linux-arm64", "darwin-x64", "darwin-arm64", "win32-x64"];
const MOST_BYTES = 30e6;

/** Most bytes of what we bundle, without DuckDB itself. */
const CLIENT_BYTES = 450_000;
const PAGE_BYTES = 600_000;
/** What is loaded when the server starts, and all that the command line can load. */
const SERVER_BYTES = 1_600_000;
const ALL_BYTES = 4_000_000;

/** Everything that may be in a package; what is new has to be let in here. */
const allowed = [
  /^extension\/(package\.json|readme\.md|changelog\.md|LICENSE\.txt)$/,
  /^extension\/dist\/(client\.cjs|cli\.mjs|[a-z-]+-[A-Z0-9]{8}\.mjs|NOTICE\.txt)$/,
  /^extension\/dist\/report\/page\.(js|css)$/,
  /^extension\/dist\/checks\/[a-z-]+\.check\.md$/,
  /^extension\/dist\/node_modules\/@duckdb\/node-bindings\/(duckdb\.js|package\.json|LICENSE)$/,
  /^extension\/dist\/node_modules\/@duckdb\/node-bindings-[a-z0-9-]+\/(duckdb\.node|libduckdb\.(so|dylib)|duckdb\.dll|package\.json|LICENSE)$/,
  /^extension\/dist\/node_modules\/detect-libc\/(lib\/[a-z-]+\.js|package\.json|LICENSE)$/,
  /^extension\/media\//,
  /^extension\/syntaxes\//,
  /^(extension\.vsixmanifest|\[Content_Types\]\.xml)$/,
];

/** The first bytes of a library for each system, and where and how it names its processor. */
const formats: Readonly<Record<string, (bytes: Buffer) => boolean>> = {
  "linux-x64": (bytes) => bytes.toString("latin1", 0, 4) === "\x7fELF" && bytes.readUInt16LE(18) === 0x3e,
  "linux-arm64": (bytes) => bytes.toString("latin1", 0, 4) === "\x7fELF" && bytes.readUInt16LE(18) === 0xb7,
  "darwin-x64": (bytes) => bytes.readUInt32LE(0) === 0xfeedfacf && bytes.readUInt32LE(4) === 0x01000007,
  "darwin-arm64": (bytes) => bytes.readUInt32LE(0) === 0xfeedfacf && bytes.readUInt32LE(4) === 0x0100000c,
  "win32-x64": (bytes) => {
    const header = bytes.readUInt32LE(0x3c);
    return bytes.toString("latin1", header, header + 4) === "PE\0\0" && bytes.readUInt16LE(header + 4) === 0x8664;
  },
};

describe.each(platforms)("the .vsix for %s", (platform) => {
  const file = path.join(root, `encore-rubrics-${platform}-${manifest.version}.vsix`);
  const entries = readZip(file);
  const names = entries.map((entry) => entry.name);
  const text = (name: string) =>
    entries
      .find((entry) => entry.name === name)
      ?.read()
      .toString("utf8") ?? "";

  test("is no larger than 30 MB", () => {
    expect(statSync(file).size).toBeLessThanOrEqual(MOST_BYTES);
  });

  test("holds nothing that is not meant to be there", () => {
    expect(names.filter((name) => !allowed.some((pattern) => pattern.test(name)))).toEqual([]);
  });

  test("holds what the extension needs", () => {
    const needed = [
      "package.json",
      "readme.md",
      "changelog.md",
      "LICENSE.txt",
      "dist/client.cjs",
      "dist/cli.mjs",
      "dist/NOTICE.txt",
      "dist/report/page.js",
      "dist/report/page.css",
    ];
    expect(names).toEqual(expect.arrayContaining(needed.map((name) => `extension/${name}`)));
  });

  test("holds DuckDB for this platform and no other", () => {
    const folder = /^extension\/dist\/node_modules\/@duckdb\/node-bindings-([a-z0-9-]+)\//;
    expect([...new Set(names.flatMap((name) => folder.exec(name)?.[1] ?? []))]).toEqual([platform]);
    const libraries = entries.filter((entry) => /\.(node|so|dylib|dll)$/.test(entry.name));
    expect(libraries.map((entry) => formats[platform]?.(entry.read()))).toEqual([true, true]);
  });

  test("tells the Marketplace its platform", () => {
    expect(text("extension.vsixmanifest")).toContain(`TargetPlatform="${platform}"`);
  });

  test("names no place of the machine that built it", () => {
    const own = entries.filter(
      (entry) => !entry.name.includes("node_modules/") && /\.([cm]?js|json|md|txt)$/.test(entry.name),
    );
    const telling = own.filter((entry) => entry.read().includes(root) || entry.read().includes("sourceMappingURL"));
    expect(telling.map((entry) => entry.name)).toEqual([]);
  });

  test("has the licence of everything in it", () => {
    const notice = text("extension/dist/NOTICE.txt");
    for (const name of [
      "@duckdb/node-api",
      "detect-libc",
      "vscode-languageclient",
      "vscode-languageserver",
      "yaml",
      "zod",
    ]) {
      expect(notice).toMatch(new RegExp(`^${name} \\d+\\.\\d+\\.\\d+`, "m"));
    }
  });
});

describe("the bundles", () => {
  const entries = readZip(path.join(root, `encore-rubrics-linux-x64-${manifest.version}.vsix`));
  const ours = new Map(
    entries.flatMap((entry) => {
      const name = /^extension\/dist\/([^/]+)$/.exec(entry.name)?.[1];
      return name === undefined ? [] : [[name, entry]];
    }),
  );
  const bytes = (names: Iterable<string>) => [...names].reduce((sum, name) => sum + (ours.get(name)?.size ?? 0), 0);
  const chunks = [...ours.keys()].filter((name) => name.endsWith(".mjs"));

  /** The chunks that a chunk imports at once, in turn; those it imports later are loaded when they are used. */
  function withImports(name: string, seen = new Set<string>()): Set<string> {
    if (seen.has(name)) return seen;
    seen.add(name);
    const text = ours.get(name)?.read().toString("utf8") ?? "";
    for (const [, next] of text.matchAll(/(?:from|import)\s*"\.\/([^"]+\.mjs)"/g)) withImports(next ?? "", seen);
    return seen;
  }

  test("the client is small, because it starts with the editor", () => {
    expect(bytes(["client.cjs"])).toBeGreaterThan(0);
    expect(bytes(["client.cjs"])).toBeLessThanOrEqual(CLIENT_BYTES);
  });

  test("so is what starts with the server", () => {
    const named = (prefix: string) => chunks.filter((name) => name.startsWith(`${prefix}-`));
    const started = ["cli.mjs", ...named("main"), ...named("server")].map((name) => withImports(name));
    const names = new Set(started.flatMap((part) => [...part]));
    expect(names.size).toBeGreaterThan(3);
    expect(bytes(names)).toBeLessThanOrEqual(SERVER_BYTES);
  });

  test("all commands together are no larger than they may be", () => {
    expect(bytes(chunks)).toBeLessThanOrEqual(ALL_BYTES);
  });

  test("the report page is no larger than it may be", () => {
    expect(bytes([...ours.keys()].filter((name) => name.startsWith("page")))).toBeLessThanOrEqual(PAGE_BYTES);
  });
});
