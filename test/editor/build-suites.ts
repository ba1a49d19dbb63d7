/** Bundles the suites for the extension host: out/editor/SUITE/, each with its start file. */
import { globSync } from "node:fs";
import { rm } from "node:fs/promises";
import path from "node:path";
import * as esbuild from "esbuild";

const root = path.join(import.meta.dirname, "../..");
const suiteFolder = path.join(import.meta.dirname, "suite");
export const builtFolder = path.join(root, "out/editor");

export async function buildSuites(names: readonly string[]): Promise<void> {
  await Promise.all(names.map(buildSuite));
}

async function buildSuite(name: string): Promise<void> {
  const outdir = path.join(builtFolder, name);
  // What an earlier run left would run too.
  await rm(outdir, { recursive: true, force: true });
  await esbuild.build({
    entryPoints: [path.join(suiteFolder, "index.ts"), ...globSync(path.join(suiteFolder, name, "*.test.ts"))],
    outdir,
    outExtension: { ".js": ".cjs" },
    entryNames: "[name]",
    bundle: true,
    platform: "node",
    target: "node22",
    format: "cjs",
    sourcemap: "inline",
    external: ["vscode", "mocha"],
    logLevel: "warning",
  });
}
