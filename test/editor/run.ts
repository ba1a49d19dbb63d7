/** `npm run test:editor`: every suite in a VS Code of its own; the last line counts. Words name the suites to run. */
import { mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import process from "node:process";
import { runTests } from "@vscode/test-electron";
import { buildSuites, builtFolder } from "./build-suites.ts";
import { desktopEditor } from "./install.ts";
import { createProfile } from "./server.ts";
import { type Suite, suites } from "./suites.ts";

const root = path.join(import.meta.dirname, "../..");
const launcher = path.join(import.meta.dirname, "launcher.ts");
const asking = path.join(import.meta.dirname, "ask-for-trust.ts");

interface Test {
  readonly fullTitle: string;
  readonly duration?: number;
  readonly err: { readonly message?: string; readonly stack?: string };
}
interface Results {
  readonly passes: readonly Test[];
  readonly failures: readonly Test[];
  readonly pending: readonly Test[];
}

async function runSuite(suite: Suite, desktop: string | undefined): Promise<Results> {
  const folder = await mkdtemp(path.join(tmpdir(), `encore-${suite.name}-`));
  const results = path.join(builtFolder, suite.name, "results.json");
  await rm(results, { force: true });
  try {
    const profile = await createProfile(folder, suite.settings);
    const ended = await runTests({
      vscodeExecutablePath: suite.asksForTrust && desktop !== undefined ? asking : (desktop ?? launcher),
      extensionDevelopmentPath: root,
      extensionTestsPath: path.join(builtFolder, suite.name, "index.cjs"),
      extensionTestsEnv: {
        ENCORE_TEST_RESULTS: results,
        ENCORE_ASKS_FOR_TRUST: suite.asksForTrust ? "1" : "",
        ENCORE_DESKTOP: desktop ?? "",
      },
      launchArgs: [
        await suite.workspace(path.join(folder, "work")),
        `--user-data-dir=${profile.userData}`,
        `--extensions-dir=${profile.extensions}`,
      ],
    }).catch((error: unknown) => error);
    const text = await readFile(results, "utf8").catch(() => undefined);
    if (text === undefined) throw new Error(`The suite ${suite.name} left no results: ${ended}`);
    return JSON.parse(text);
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

function tell(name: string, results: Results): void {
  process.stdout.write(`\n${name}\n`);
  for (const test of results.passes) process.stdout.write(`  ✓ ${test.fullTitle} (${test.duration ?? 0} ms)\n`);
  for (const test of results.pending) process.stdout.write(`  - ${test.fullTitle}\n`);
  for (const test of results.failures) {
    process.stdout.write(
      `  ✗ ${test.fullTitle}\n${(test.err.stack ?? test.err.message ?? "").replace(/^/gm, "      ")}\n`,
    );
  }
}

const named = process.argv.slice(2);
const chosen = suites.filter(({ name, isBench }) => (named.length === 0 ? !isBench : named.includes(name)));
await mkdir(builtFolder, { recursive: true });
await buildSuites(chosen.map((suite) => suite.name));
const desktop = await desktopEditor();
const all: Results[] = [];
for (const suite of chosen) {
  const results = await runSuite(suite, desktop);
  tell(suite.name, results);
  all.push(results);
}
const count = (key: keyof Results) => all.reduce((sum, results) => sum + results[key].length, 0);
process.stdout.write(`\n${count("passes")} passed, ${count("failures")} failed, ${count("pending")} skipped\n`);
process.exitCode = count("failures") === 0 && count("passes") > 0 ? 0 : 1;
