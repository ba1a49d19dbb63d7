/** Starts VS Code's own server out of code-server, on loopback and a free port, and ends it with all that it started. */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import process from "node:process";
import manifest from "../../package.json" with { type: "json" };
import { codeServer } from "./install.ts";

const root = path.join(import.meta.dirname, "../..");

export interface Profile {
  /** Holds User/settings.json. */
  readonly userData: string;
  readonly extensions: string;
  /** Where trust is asked for, as users have it; the tests of everything else go without. */
  readonly asksForTrust: boolean;
}

export interface EditorServer {
  /** Host and port, as the workbench names them: `localhost:PORT`. */
  readonly authority: string;
  readonly logFile: string;
  stop(): Promise<void>;
}

/** Settings under which pictures show the extension and not the welcome pages. */
const quietSettings = {
  "chat.disableAIFeatures": true,
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "telemetry.telemetryLevel": "off",
  "extensions.ignoreRecommendations": true,
  "update.mode": "none",
  "git.enabled": false,
  // In a browser VS Code saves by itself; on the desktop it does not.
  "files.autoSave": "off",
} as const;

/** An empty profile in `folder` with these settings beside the quiet ones. */
export async function createProfile(
  folder: string,
  settings: Readonly<Record<string, unknown>> = {},
  asksForTrust = false,
): Promise<Profile> {
  const userData = path.join(folder, "user-data");
  const extensions = path.join(folder, "extensions");
  await mkdir(path.join(userData, "User"), { recursive: true });
  await mkdir(extensions, { recursive: true });
  await writeFile(
    path.join(userData, "User/settings.json"),
    JSON.stringify({ ...quietSettings, ...settings }, null, 2),
  );
  return { userData, extensions, asksForTrust };
}

/** Installs the .vsix that `npm run package` made for this machine, as a user would. */
export async function installExtension(profile: Profile): Promise<void> {
  const vsix = path.join(root, `encore-rubrics-${process.platform}-${process.arch}-${manifest.version}.vsix`);
  const words = [
    "--server-data-dir",
    profile.userData,
    "--extensions-dir",
    profile.extensions,
    "--install-extension",
    vsix,
  ];
  const { status, stdout, stderr } = spawnSync(process.execPath, [await codeServer(), ...words], { encoding: "utf8" });
  if (status !== 0 || !stdout.includes("successfully installed")) {
    throw new Error(`${vsix} was not installed:\n${stdout}${stderr}`);
  }
}

const STARTED = /Web UI available at http:\/\/localhost:(\d+)/;
const START_LIMIT = 60_000;

export async function startServer(profile: Profile): Promise<EditorServer> {
  const logFile = path.join(profile.userData, "server.log");
  const server = spawn(process.execPath, [await codeServer(), ...serverArguments(profile)], {
    // A group of its own: the extension host and what it starts end with it.
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const log = createWriteStream(logFile);
  server.stdout.pipe(log, { end: false });
  server.stderr.pipe(log, { end: false });
  const endNow = () => endGroup(server, "SIGKILL");
  process.once("exit", endNow);
  const stop = async () => {
    process.off("exit", endNow);
    await end(server);
    log.end();
  };
  try {
    return { authority: `localhost:${await portOf(server)}`, logFile, stop };
  } catch (error) {
    await stop();
    throw new Error(
      `VS Code's server did not start, see ${logFile}: ${error instanceof Error ? error.message : error}`,
    );
  }
}

function serverArguments(profile: Profile): string[] {
  return [
    ...["--host", "127.0.0.1", "--port", "0", "--without-connection-token", "--accept-server-license-terms"],
    ...["--enable-smoke-test-driver", "--telemetry-level", "off"],
    ...[
      "--server-data-dir",
      profile.userData,
      "--user-data-dir",
      profile.userData,
      "--extensions-dir",
      profile.extensions,
    ],
    ...(profile.asksForTrust ? [] : ["--disable-workspace-trust"]),
  ];
}

function portOf(server: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = "";
    const limit = setTimeout(() => reject(new Error(`nothing within ${START_LIMIT / 1000} s`)), START_LIMIT);
    server.once("exit", (code) => reject(new Error(`it ended with ${code}`)));
    server.stdout?.on("data", (chunk: Buffer) => {
      output += chunk.toString();
      const port = STARTED.exec(output)?.[1];
      if (port === undefined) return;
      clearTimeout(limit);
      resolve(port);
    });
  });
}

async function end(server: ChildProcess): Promise<void> {
  if (server.exitCode === null && server.signalCode === null) {
    const ended = once(server, "exit");
    endGroup(server, "SIGTERM");
    const limit = setTimeout(() => endGroup(server, "SIGKILL"), 5000);
    await ended;
    clearTimeout(limit);
  }
  endGroup(server, "SIGKILL");
}

function endGroup(server: ChildProcess, signal: NodeJS.Signals): void {
  if (server.pid === undefined) return;
  try {
    process.kill(-server.pid, signal);
  } catch {
    // The group is gone already.
  }
}
