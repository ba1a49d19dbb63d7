/** The editor as a user has it: the packaged extension in a fresh profile, on a copy of the sample rubrics, seen through its page alone. */
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Browser, Locator, Page } from "playwright-core";
import { address, startBrowser, untilWorkbench } from "./browser.ts";
import { createProfile, type EditorServer, installExtension, type Profile, startServer } from "./server.ts";

const sample = path.join(import.meta.dirname, "../../media/sample");

export interface Window {
  readonly page: Page;
  /** The folder that is open in it, on disk. */
  readonly workspace: string;
  readonly server: EditorServer;
  readonly profile: Profile;
  close(): Promise<void>;
}

export async function openWindow(size = { width: 1280, height: 800 }): Promise<Window> {
  const folder = await mkdtemp(path.join(tmpdir(), "encore-page-"));
  const workspace = path.join(folder, "sample");
  await cp(sample, workspace, { recursive: true });
  const profile = await createProfile(folder);
  await installExtension(profile);
  const server = await startServer(profile);
  let browser: Browser | undefined;
  const close = async () => {
    await browser?.close();
    await server.stop();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    browser = await startBrowser();
    const page = await browser.newPage({ viewport: size });
    await page.goto(address(server, { workspace }));
    await untilWorkbench(page);
    return { page, workspace, server, profile, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Changes the profile's settings and loads the page anew. */
export async function changeSettings(
  { page, profile }: Window,
  changed: Readonly<Record<string, unknown>>,
): Promise<void> {
  const file = path.join(profile.userData, "User/settings.json");
  await writeFile(file, JSON.stringify({ ...JSON.parse(await readFile(file, "utf8")), ...changed }, null, 2));
  await page.reload();
  await untilWorkbench(page);
}

/** Runs a command out of the palette, by its title. */
export async function runCommand(page: Page, title: string): Promise<void> {
  await page.keyboard.press("F1");
  await chooseInQuickInput(page, `>${title}`);
}

export async function openFile(page: Page, name: string): Promise<void> {
  await page.keyboard.press("Control+P");
  await chooseInQuickInput(page, name);
  await page.locator(`.tab.active[data-resource-name="${name}"]`).waitFor();
}

/** Types into the quick input and takes the row that shows `wanted`: by the pointer, as Enter takes what comes first. */
async function chooseInQuickInput(page: Page, text: string, wanted = text.replace(/^>/, "")): Promise<void> {
  await page.locator(".quick-input-widget input[type=text]").fill(text);
  await page.locator(".quick-input-list .monaco-list-row").filter({ hasText: wanted }).first().click();
}

/** Moves the cursor to a line and column, from 1. */
export async function goTo(page: Page, line: number, column = 1): Promise<void> {
  await page.keyboard.press("Control+G");
  await chooseInQuickInput(page, `:${line}:${column}`, `line ${line}`);
  await page
    .locator(".statusbar-item")
    .filter({ hasText: `Ln ${line}, Col ${column}` })
    .waitFor();
}

/** Opens the menu of fixes at the cursor; asks again where the first came before the findings. */
export async function openFixes(page: Page): Promise<void> {
  const first = page.locator(".action-widget .monaco-list-row").first();
  for (let tries = 0; tries < 10 && !(await first.isVisible()); tries++) {
    await page.keyboard.press("Control+.");
    await first.waitFor({ timeout: 5000 }).catch(() => {});
  }
  await first.waitFor();
}

/** The line of the editor that shows this text. */
export function line(page: Page, text: string | RegExp): Locator {
  return page.locator(".editor-instance .view-line").filter({ hasText: text }).first();
}
