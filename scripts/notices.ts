/** The licence notices of everything that the packages hold and others wrote. */
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import * as esbuild from "esbuild";

const root = path.join(import.meta.dirname, "..");

/** What dist/ is bundled from. */
const entryPoints = ["client/src/extension.ts", "server/src/start.ts"];

/** Shipped as they are, beside the bundles. The binding for one platform has the licence of `node-bindings`. */
export const shippedWhole = ["@duckdb/node-bindings", "detect-libc"];

export async function notices(): Promise<string> {
  const folders = [...(await bundledFolders()), ...shippedWhole.map((name) => `node_modules/${name}`)];
  const parts = await Promise.all([...new Set(folders)].sort().map(notice));
  return `Encore contains software by others, under these licences.\n\n${parts.join("\n")}`;
}

/** Folders of the packages whose files end up in a bundle. */
async function bundledFolders(): Promise<string[]> {
  const { metafile } = await esbuild.build({
    absWorkingDir: root,
    entryPoints,
    outdir: "out",
    bundle: true,
    write: false,
    format: "esm",
    metafile: true,
    platform: "node",
    external: ["vscode", "@duckdb/node-bindings"],
    logLevel: "error",
  });
  const folder = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/;
  return Object.keys(metafile.inputs).flatMap((input) => folder.exec(input)?.[0] ?? []);
}

async function notice(folder: string): Promise<string> {
  const { name, version, license } = JSON.parse(await readFile(path.join(root, folder, "package.json"), "utf8"));
  const file = (await readdir(path.join(root, folder))).find((entry) => /^(licen[cs]e|copying)/i.test(entry));
  if (file === undefined) throw new Error(`${name} has no licence file; its package.json says ${license}.`);
  const text = await readFile(path.join(root, folder, file), "utf8");
  return `${"-".repeat(80)}\n${name} ${version} (${license})\n\n${text.trim()}\n`;
}
