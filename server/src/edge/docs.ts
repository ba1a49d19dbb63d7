/** Where a check's docs page is: beside the bundle when built, in docs/ when run from source. */
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const folder = ["./checks/", "../../../docs/checks/"]
  .map((relative) => new URL(relative, import.meta.url))
  .find((url) => existsSync(url));

export function checkPage(check: string): string {
  return folder ? new URL(`${check}.md`, folder).href : "";
}

export function checkPageFile(check: string): string {
  return fileURLToPath(checkPage(check));
}
