/** What a user downloads from the Marketplace: one .vsix for each platform, as `npm run package -- --target all` left it. */
import { statSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import manifest from "../../package.json" with { type: "json" };
import { readZip } from "./zip.ts";

const root = path.join(import.meta.dirname, "../..");
const platforms = ["linux-x64", "linux-arm64", "darwin-x64", "darwin-arm64", "win32-x64"];
const MOST_BYTES = 30e6;

/** Most bytes of what we bundle, without DuckDB itself: the client starts with the editor, the server with the first rubric. */
const bundles = { client: [/dist\/client\.cjs$/, 400_000], server: [/dist\/[^/]+\.mjs$/, 1_500_000] } as const;

/** Everything that may be in a package; what is new has to be let in here. */
const allowed = [
  /^extension\/(package\.json|readme\.md|changelog\.md|LICENSE\.txt)$/,
  /^extension\/dist\/(client\.cjs|cli\.mjs|[a-z-]+-[A-Z0-9]{8}\.mjs|NOTICE\.txt)$/,
  /^extension\/dist\/checks\/[a-z-]+\.md$/,
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

test.each(Object.entries(bundles))("the %s's bundle is no larger than it may be", (_, [files, most]) => {
  const entries = readZip(path.join(root, `encore-rubrics-linux-x64-${manifest.version}.vsix`));
  const bundle = entries.filter(({ name }) => files.test(name));
  expect(bundle).not.toEqual([]);
  expect(bundle.reduce((bytes, { size }) => bytes + size, 0)).toBeLessThanOrEqual(most);
});
