/** The VS Code that the tests run in: a desktop one where there is one, else the one in the npm package code-server. */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { closeSync, existsSync, openSync, realpathSync } from "node:fs";
import { copyFile, mkdir, readFile, rename, rm, statfs } from "node:fs/promises";
import { homedir } from "node:os";
import path from "node:path";
import process from "node:process";
import { downloadAndUnzipVSCode } from "@vscode/test-electron";
import { commandPath, needDebianPackages } from "./debian.ts";

/** What code-server takes on disk, with room for building it. */
const NEEDED_BYTES = 1.5e9;

const folder = path.join(import.meta.dirname, "code-server");

/** The desktop VS Code's executable: VSCODE_PATH, `code` on the PATH, or a download; undefined where a window cannot open. */
export async function desktopEditor(): Promise<string | undefined> {
  const named = process.env.VSCODE_PATH;
  if (named !== undefined) {
    if (!existsSync(named)) throw new Error(`VSCODE_PATH names ${named}, which does not exist.`);
    return named;
  }
  const hasScreen = process.platform !== "linux" || Boolean(process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY);
  if (!hasScreen) return undefined;
  return besideCommand() ?? downloadAndUnzipVSCode().catch(() => undefined);
}

/** `code` is a script that does not wait; the program itself lies at a fixed place beside it. */
function besideCommand(): string | undefined {
  const script = commandPath("code");
  if (script === undefined) return undefined;
  const bin = path.dirname(realpathSync(script));
  const places = [path.join(bin, "../code"), path.join(bin, "../../../MacOS/Electron")];
  return places.find((place) => existsSync(place));
}

/** Installs code-server once for each lockfile and Node version; gives the start file of VS Code's own server in it. */
export async function codeServer(): Promise<string> {
  if (!process.version.startsWith("v24.")) {
    throw new Error(
      `code-server needs Node 24, found ${process.version}. Run "npm ci", then go through npm: npm run test:editor`,
    );
  }
  const good = path.join(cacheFolder(), `code-server-${await installKey()}`);
  const main = path.join(good, "node_modules/code-server/lib/vscode/out/server-main.js");
  if (!existsSync(main)) await install(good);
  return main;
}

function cacheFolder(): string {
  return path.join(process.env.XDG_CACHE_HOME ?? path.join(homedir(), ".cache"), "encore-tests");
}

async function installKey(): Promise<string> {
  const hash = createHash("sha256");
  for (const name of ["package.json", "package-lock.json"]) hash.update(await readFile(path.join(folder, name)));
  return hash.update(`${process.version} ${process.arch}`).digest("hex").slice(0, 12);
}

/** Builds beside the good folder and renames at the end: what has the good name is whole. */
async function install(good: string): Promise<void> {
  needDebianPackages(["libkrb5-dev", "python3", "make", "g++", "pkg-config"], "building code-server");
  const partial = `${good}.partial`;
  await rm(partial, { recursive: true, force: true });
  await mkdir(partial, { recursive: true });
  const { bavail, bsize } = await statfs(partial);
  if (bavail * bsize < NEEDED_BYTES) {
    throw new Error(
      `code-server needs ${NEEDED_BYTES / 1e9} GB in ${partial}, found ${((bavail * bsize) / 1e9).toFixed(1)} GB free.`,
    );
  }
  for (const name of ["package.json", "package-lock.json"])
    await copyFile(path.join(folder, name), path.join(partial, name));
  process.stderr.write("Installing code-server: about two minutes, once.\n");
  // Without what an outer npm says of itself: code-server's script reads there which Node runs it.
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith("npm_"));
  const env = { ...Object.fromEntries(inherited), PATH: `${path.dirname(process.execPath)}:${process.env.PATH}` };
  const logPath = `${good}.log`;
  const log = openSync(logPath, "w");
  // Foreground scripts: a hidden one hides why a build failed.
  const { status } = spawnSync("npm", ["ci", "--foreground-scripts", "--no-audit", "--no-fund"], {
    cwd: partial,
    env,
    stdio: ["ignore", log, log],
  });
  closeSync(log);
  if (status !== 0) {
    await rm(partial, { recursive: true, force: true });
    const lastLines = (await readFile(logPath, "utf8")).trimEnd().split("\n").slice(-40).join("\n");
    throw new Error(`code-server could not be installed; all of it is in ${logPath}. Its end:\n${lastLines}`);
  }
  await rename(partial, good);
}

/** A Chromium for playwright-core: CHROME_PATH, one on the PATH, else Debian's. */
export function chromium(): string {
  const named = process.env.CHROME_PATH;
  if (named !== undefined) return named;
  // Fonts too: without one, pictures show boxes and lines of no height.
  if (existsSync("/etc/debian_version")) {
    needDebianPackages(["chromium", "fonts-dejavu-core", "fonts-noto-core", "procps"], "driving the editor's page");
  }
  const found = ["chromium", "chromium-browser", "google-chrome"].map(commandPath).find((place) => place !== undefined);
  if (found === undefined) throw new Error("The editor tests need Chromium: put it on the PATH or set CHROME_PATH.");
  return found;
}
