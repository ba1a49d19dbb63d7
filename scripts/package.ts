/**
 * `npm run package [-- --target all | PLATFORM]`: one .vsix for each platform with that platform's DuckDB, and the npm
 * package. All of them hold what `files` in package.json names.
 */
import { execFileSync } from "node:child_process";
import { cp, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import process from "node:process";
import { parseArgs } from "node:util";
import { createVSIX } from "@vscode/vsce";
import { notices, shippedWhole } from "./notices.ts";
import { thinMachO } from "./thin-mach-o.ts";

const platforms = ["linux-x64", "linux-arm64", "darwin-x64", "darwin-arm64", "win32-x64"];

const root = path.join(import.meta.dirname, "..");
const staging = path.join(root, "out/package");
const modules = path.join(root, "node_modules");

function targets(): readonly string[] {
  const { target } = parseArgs({ options: { target: { type: "string" } } }).values;
  if (target === "all") return platforms;
  const one = target ?? `${process.platform}-${process.arch}`;
  if (!platforms.includes(one)) throw new Error(`No package for ${one}. Known: all, ${platforms.join(", ")}.`);
  return [one];
}

/** `npm pack`: of this tree, or of a package of the registry. Gives the path of what it packed, and its checksum. */
function npmPack(...words: string[]): { file: string; integrity: string } {
  const command = ["pack", "--json", "--prefer-offline", "--pack-destination", staging, ...words];
  const output = execFileSync("npm", command, { cwd: root, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
  const [packed] = Object.values<{ filename: string; integrity: string }>(JSON.parse(output));
  if (packed === undefined) throw new Error(`npm ${command.join(" ")} packed nothing.`);
  return { file: path.join(staging, packed.filename), integrity: packed.integrity };
}

async function unpack(tarball: string, folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  execFileSync("tar", ["xzf", tarball, "-C", folder, "--strip-components=1"]);
}

/** Only what runs, and its licence. */
const runs = (file: string) => !/\.d\.ts$|\.md$|\.map$/.test(file);

async function addDuckDb(folder: string, platform: string): Promise<void> {
  for (const name of shippedWhole) {
    await cp(path.join(modules, name), path.join(folder, name), { recursive: true, filter: runs });
  }
  const name = `@duckdb/node-bindings-${platform}`;
  const locked = JSON.parse(await readFile(path.join(root, "package-lock.json"), "utf8")).packages[
    `node_modules/${name}`
  ];
  const { file, integrity } = npmPack(`${name}@${locked.version}`);
  if (integrity !== locked.integrity) throw new Error(`${name}@${locked.version} is not what package-lock.json names.`);
  const binding = path.join(folder, name);
  await unpack(file, binding);
  for (const entry of await readdir(binding)) {
    const place = path.join(binding, entry);
    if (!runs(entry)) await rm(place);
    // DuckDB's library for macOS holds both architectures: half of it would only be carried along.
    else if (entry.endsWith(".dylib"))
      await writeFile(place, thinMachO(await readFile(place), platform.split("-")[1] ?? ""));
  }
}

async function packageFor(platform: string, tarball: string, version: string): Promise<void> {
  const folder = path.join(staging, platform);
  await unpack(tarball, folder);
  await addDuckDb(path.join(folder, "dist/node_modules"), platform);
  const packagePath = path.join(root, `encore-rubrics-${platform}-${version}.vsix`);
  await createVSIX({ cwd: folder, target: platform, packagePath, dependencies: false });
}

await rm(staging, { recursive: true, force: true });
await mkdir(staging, { recursive: true });
for (const entry of await readdir(root))
  if (/^encore-rubrics-.*\.(vsix|tgz)$/.test(entry)) await rm(path.join(root, entry));
await writeFile(path.join(root, "dist/NOTICE.txt"), await notices());
const { version } = JSON.parse(await readFile(path.join(root, "package.json"), "utf8"));
const { file } = npmPack();
for (const platform of targets()) await packageFor(platform, file, version);
await cp(file, path.join(root, path.basename(file)));
