#!/usr/bin/env node
/**
 * Stands where @vscode/test-electron expects a desktop VS Code: takes its arguments, runs the suite in code-server with
 * Chromium, passes on what the extension host prints, and exits with what the suite's `run` gives.
 */
import { createWriteStream, type WriteStream } from "node:fs";
import { copyFile, mkdir } from "node:fs/promises";
import path from "node:path";
import process from "node:process";
import type { Page } from "playwright-core";
import { address, startBrowser } from "./browser.ts";
import { startServer } from "./server.ts";

/** A suite that takes longer than this hangs. */
const LIMIT = 10 * 60_000;
const failures = path.join(import.meta.dirname, "screenshots/failed");

interface Arguments {
  readonly workspace: string;
  readonly developmentPaths: readonly string[];
  readonly testsPath: string;
  readonly userData: string;
  readonly extensions: string;
  readonly asksForTrust: boolean;
}

function read(argv: readonly string[]): Arguments {
  const values = (name: string) =>
    argv.filter((word) => word.startsWith(`--${name}=`)).map((word) => word.slice(name.length + 3));
  const one = (name: string) => {
    const [value] = values(name);
    if (value === undefined) throw new Error(`--${name}=PATH is missing.`);
    return value;
  };
  const workspace = argv.find((word) => !word.startsWith("-"));
  if (workspace === undefined) throw new Error("No folder or workspace to open is named.");
  return {
    workspace,
    developmentPaths: values("extensionDevelopmentPath"),
    testsPath: one("extensionTestsPath"),
    userData: one("user-data-dir"),
    extensions: one("extensions-dir"),
    // @vscode/test-electron always passes --disable-workspace-trust.
    asksForTrust: process.env.ENCORE_ASKS_FOR_TRUST === "1",
  };
}

async function main(): Promise<number> {
  const given = read(process.argv.slice(2));
  const server = await startServer(given);
  const browser = await startBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    const consoleFile = path.join(given.userData, "console.log");
    const console = createWriteStream(consoleFile);
    const code = await runSuite(page, address(server, given), console);
    await new Promise<void>((resolve) => console.end(resolve));
    if (code !== 0) await keepEvidence(page, [server.logFile, consoleFile]);
    return code;
  } finally {
    await browser.close();
    await server.stop();
  }
}

/** What the editor and the extension host print is much, and goes to a file. */
async function runSuite(page: Page, url: string, console: WriteStream): Promise<number> {
  let finish: (code: number) => void = () => {};
  const finished = new Promise<number>((resolve) => {
    finish = resolve;
  });
  const limit = setTimeout(() => {
    process.stderr.write(`The suite did not end within ${LIMIT / 60_000} minutes.\n`);
    finish(1);
  }, LIMIT);
  await page.exposeFunction("codeAutomationLog", (type: string, words: unknown[]) => {
    console.write(`${type}: ${words.join(" ")}\n`);
  });
  await page.exposeFunction("codeAutomationExit", (code: number) => finish(code));
  page.on("crash", () => finish(1));
  await page.goto(url);
  const code = await finished;
  clearTimeout(limit);
  return code;
}

async function keepEvidence(page: Page, logs: readonly string[]): Promise<void> {
  await mkdir(failures, { recursive: true });
  await page.screenshot({ path: path.join(failures, "suite.png") }).catch(() => {});
  for (const log of logs) await copyFile(log, path.join(failures, `suite-${path.basename(log)}`));
  process.stderr.write(`A picture and the logs are in ${failures}\n`);
}

// Ended from outside: leave through "exit", where the server's group is ended.
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(1));
process.exitCode = await main();
