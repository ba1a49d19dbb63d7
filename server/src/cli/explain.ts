/** `encore explain`: a check's page, or the list of checks. */
import { readFile } from "node:fs/promises";
import process from "node:process";
import type { Command } from "commander";
import { checkPageFile } from "../edge/docs.ts";
import { checks } from "../lint/registry.ts";
import { pageText } from "../report/page-text.ts";
import { isCheck, noCheck } from "./options.ts";
import { CannotRun, print, styleFor } from "./output.ts";

export function defineExplain(command: Command): void {
  command.argument("[check]", "its name, as in a finding; without one, all checks are listed").action(explain);
}

async function explain(name: string | undefined): Promise<void> {
  const style = styleFor(process.stdout);
  if (name === undefined) {
    print(checks.map(({ code, summary }) => `${style.bold(code)}  ${summary}`).join("\n"));
    return;
  }
  if (!isCheck(name)) throw new CannotRun(noCheck(name));
  print(pageText(await readFile(checkPageFile(name), "utf8"), style));
}
