/** Where a check's docs page is: beside the bundle when built, in docs/ when run from source. */
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** The built pages have an ending by which VS Code shows them rendered. */
const places = [
  { folder: new URL("./checks/", import.meta.url), ending: ".check.md" },
  { folder: new URL("../../../docs/checks/", import.meta.url), ending: ".md" },
];
const place = places.find(({ folder }) => existsSync(folder));

export function checkPage(check: string): string {
  return place ? new URL(`${check}${place.ending}`, place.folder).href : "";
}

export function checkPageFile(check: string): string {
  return fileURLToPath(checkPage(check));
}
