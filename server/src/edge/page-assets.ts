/** The report page's script and style: beside the bundle when built, in dist/ when run from source. */
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";

export interface PageAssets {
  readonly script: string;
  readonly style: string;
}

/** Throws where the project has not been built. */
export async function pageAssets(): Promise<PageAssets> {
  const folder = ["./report/", "../../../dist/report/"]
    .map((relative) => new URL(relative, import.meta.url))
    .find((url) => existsSync(url));
  if (!folder) throw new Error("The report page is not built: npm run build makes it.");
  const [script, style] = await Promise.all(
    ["page.js", "page.css"].map((name) => readFile(new URL(name, folder), "utf8")),
  );
  return { script: script ?? "", style: style ?? "" };
}
