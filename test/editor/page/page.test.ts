/** The built .vsix in a fresh profile, used by hand: through the page alone. */
import { copyFileSync, mkdirSync } from "node:fs";
import { readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { goTo, line, openFile, openFixes, openWindow, runCommand, type Window } from "../window.ts";

const failures = path.join(import.meta.dirname, "../screenshots/failed");
const rubric = `version: 1
name: Refusals
scale: [1, 2, 3, 4, 5]
rules:
  - id: no-weapons
    text: Gives no help with building weapons.
    ratings: {1: 3, 2: 2, 5: 40}
  - id: noisy
    text: Is nice.
    ratings: {4: 1, 5: 120}
`;

const filed = `version: 1
name: Filed
scale: [1, 5]
ratings:
  - file: filed.csv
rules:
  - id: filed
    text: Is filed.
`;
const ratings = [
  "item,rule,rater,rating",
  ...Array.from({ length: 60 }, (_, item) => `item${item},filed,one,5`),
  "",
].join("\n");

let window: Window;
beforeAll(async () => {
  window = await openWindow();
  for (const [name, text] of Object.entries({
    "refusals.rubric.yaml": rubric,
    "filed.rubric.yaml": filed,
    "filed.csv": ratings,
  })) {
    await writeFile(path.join(window.workspace, name), text);
  }
});
afterAll(async () => window?.close());

afterEach(async ({ task }) => {
  if (task.result?.state !== "fail" || window === undefined) return;
  mkdirSync(failures, { recursive: true });
  const name = task.name.replaceAll(/\W+/g, "-");
  await window.page.screenshot({ path: path.join(failures, `${name}.png`) });
  copyFileSync(window.server.logFile, path.join(failures, `${name}-server.log`));
});

describe("a rubric in the editor", () => {
  test("has squiggles", async () => {
    await openFile(window.page, "refusals.rubric.yaml");
    await window.page.locator(".squiggly-warning, .squiggly-info").first().waitFor({ timeout: 30_000 });
  });

  test("has hints behind its rules", async () => {
    await expect.poll(() => line(window.page, "id: no-weapons").textContent()).toMatch(/×\d\.\d/);
  });

  test("hovers with a picture", async () => {
    await line(window.page, "id: noisy").getByText("noisy").first().hover();
    const picture = window.page.locator('.monaco-hover img[src^="data:image/svg+xml"]').first();
    await picture.waitFor();
    expect(await picture.evaluate((image: { naturalWidth?: number }) => image.naturalWidth)).toBeGreaterThan(100);
    await window.page.keyboard.press("Escape");
  });

  test("takes a quick fix by the keyboard, and gives it back", async () => {
    const { page } = window;
    await goTo(page, 8, 11);
    await openFixes(page);
    const retire = page
      .locator(".action-widget .monaco-list-row")
      .filter({ hasText: /retire/i })
      .first();
    await retire.waitFor();
    await page.keyboard.type("retire");
    await page.keyboard.press("Enter");
    await line(page, "retired:").waitFor();
    await page.keyboard.press("Control+Z");
    await line(page, "retired:").waitFor({ state: "detached" });
  });

  test("has its commands in the palette", async () => {
    const { page } = window;
    await page.keyboard.press("F1");
    await page.locator(".quick-input-widget input[type=text]").fill(">Encore: ");
    for (const title of ["Copy Weights", "Drop Unreliable Rules", "Restart Server"]) {
      await page.locator(".quick-input-list .monaco-list-row").filter({ hasText: title }).first().waitFor();
    }
    await page.keyboard.press("Escape");
  });

  test("follows a rating that is typed", async () => {
    const { page } = window;
    const before = await line(page, "id: no-weapons").textContent();
    await goTo(page, 7, "    ratings: {1: 3".length + 1);
    await page.keyboard.type("9");
    await expect.poll(() => line(page, "id: no-weapons").textContent()).not.toBe(before);
    await page.keyboard.press("Control+Z");
    await expect.poll(() => line(page, "id: no-weapons").textContent()).toBe(before);
  });

  test("follows a rating file that another program writes", async () => {
    const { page } = window;
    await openFile(page, "filed.rubric.yaml");
    const lens = page.locator(".codelens-decoration").first();
    await expect.poll(() => lens.textContent(), { timeout: 20_000 }).toContain("60 ratings");
    await writeFile(path.join(window.workspace, "filed.csv"), `${ratings}item60,filed,one,5\n`);
    await expect.poll(() => lens.textContent(), { timeout: 20_000 }).toContain("61 ratings");
  });

  test("is written from nothing to two rules and a rating file, by keyboard", async () => {
    const { page } = window;
    const rest = () => page.waitForTimeout(700);
    await runCommand(page, "Encore: New Rubric");
    await page.locator(".quick-input-widget input[type=text]").fill("Written by hand");
    await page.keyboard.press("Enter");
    await rest();
    await page.keyboard.press("Enter");
    await page.locator('.tab.active[data-resource-name="written-by-hand.rubric.yaml"]').waitFor();
    await line(page, "id: no-weapons").waitFor();
    // The snippet's places: the id, the text, the end.
    await page.keyboard.type("filed");
    await page.keyboard.press("Tab");
    await page.keyboard.type("Is filed.");
    await page.keyboard.press("Tab");
    await page.keyboard.type("  - ");
    await page.keyboard.press("Control+Space");
    await page.locator(".suggest-widget .monaco-list-row").filter({ hasText: "id" }).first().waitFor();
    await page.keyboard.type("rule");
    await page.locator(".suggest-widget .monaco-list-row.focused").filter({ hasText: "rule" }).first().waitFor();
    await page.keyboard.press("Enter");
    await page.keyboard.type("second");
    await line(page, "id: second").waitFor();
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
    await runCommand(page, "Encore: Attach Rating File");
    await page.locator(".quick-input-widget input[type=text]").fill(path.join(window.workspace, "filed.csv"));
    await rest();
    await page.keyboard.press("Enter");
    await page.locator(".quick-input-list .monaco-list-row").filter({ hasText: "Attach filed.csv" }).first().waitFor();
    await page.keyboard.press("Enter");
    await line(page, "- file: filed.csv").waitFor();
    await page.keyboard.press("Control+S");
    const saved = () => readFile(path.join(window.workspace, "written-by-hand.rubric.yaml"), "utf8");
    await expect.poll(saved).toMatch(/ratings:\n {2}- file: filed\.csv\n/);
    const text = await saved();
    expect(text).toMatch(/^version: 1\nname: Written by hand\n/);
    expect(text).toMatch(/ {2}- id: filed\n {4}text: Is filed\.\n {2}- id: second\n {4}text: /);
  });

  test("opens the page of a finding rendered", async () => {
    const { page } = window;
    await openFile(page, "refusals.rubric.yaml");
    await goTo(page, 8, 11);
    await openFixes(page);
    await page.keyboard.type("explain");
    await page.keyboard.press("Enter");
    await page
      .locator(".tab")
      .filter({ hasText: /\.check\.md/ })
      .first()
      .waitFor();
    await page.locator("iframe.webview.ready").first().waitFor();
    await runCommand(page, "View: Close Editor");
  });

  test("opens a sample by command", async () => {
    const { page } = window;
    const row = (text: string) => page.locator(".quick-input-list .monaco-list-row").filter({ hasText: text }).first();
    await runCommand(page, "Encore: Open Sample");
    // By the pointer: Enter would also take the palette's own row, or go into the text, before the list is there.
    await row("Conversation safety").click();
    await row("encore-sample").click();
    await page.locator(".tab.active[data-resource-name='conversation-safety.rubric.yaml']").first().waitFor();
    await page.locator(".squiggly-warning, .squiggly-info").first().waitFor();
    const copied = () => readdir(path.join(window.workspace, "encore-sample")).catch(() => []);
    await expect.poll(copied).toContain("assistant-safety.rubric.yaml");
  });
});
