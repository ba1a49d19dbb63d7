/** The editor's page in Chromium. */
import { type Browser, chromium as driver, type Page } from "playwright-core";
import { chromium } from "./install.ts";
import type { EditorServer } from "./server.ts";

export async function startBrowser(): Promise<Browser> {
  return driver.launch({ executablePath: chromium(), args: ["--no-sandbox", "--disable-gpu"] });
}

export interface Opened {
  /** Absolute path of a folder, or of a .code-workspace file. */
  readonly workspace: string;
  readonly developmentPaths?: readonly string[];
  readonly testsPath?: string;
}

/** The address at which the workbench opens a folder, with the extension under test where one is named. */
export function address(server: EditorServer, { workspace, developmentPaths = [], testsPath }: Opened): string {
  const remote = (path: string) => `vscode-remote://${server.authority}${path}`;
  const payload = developmentPaths.map((path): [string, string] => ["extensionDevelopmentPath", remote(path)]);
  if (testsPath !== undefined) payload.push(["extensionTestsPath", remote(testsPath)]);
  const url = new URL(`http://${server.authority}/`);
  url.searchParams.set(workspace.endsWith(".code-workspace") ? "workspace" : "folder", workspace);
  if (payload.length > 0) url.searchParams.set("payload", JSON.stringify([...payload, ["skipWelcome", "true"]]));
  return url.href;
}

/** The workbench is there when its status bar is. */
export async function untilWorkbench(page: Page): Promise<void> {
  await page.locator(".monaco-workbench .statusbar-item").first().waitFor({ timeout: 60_000 });
}
