/** Runs the test files beside it in the extension host; the results go to the file that ENCORE_TEST_RESULTS names. */
import { readdirSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import Mocha from "mocha";

export async function run(): Promise<void> {
  const output = process.env.ENCORE_TEST_RESULTS;
  if (output === undefined) throw new Error("ENCORE_TEST_RESULTS names no file.");
  const mocha = new Mocha({ ui: "bdd", timeout: 120_000, reporter: "json", reporterOptions: { output } });
  for (const name of readdirSync(__dirname)) {
    if (name.endsWith(".test.cjs")) mocha.addFile(path.join(__dirname, name));
  }
  const failures = await new Promise<number>((resolve) => mocha.run(resolve));
  if (failures > 0) throw new Error(`${failures} tests failed.`);
}
