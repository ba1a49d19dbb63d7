/** The built .vsix in a fresh profile, used by hand: through the page alone. */
import { copyFileSync, mkdirSync } from "node:fs";
import { writeFile } from "node:fs/promises";
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
    ratings: {1: 40, 2: 41, 3: 40, 4: 40, 5: 39}
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
    await expect.poll(() => line(window.page, "id: no-weapons").textContent()).toMatch(/w.0\.\d+.*H.0\.\d+/);
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
    await expect.poll(() => line(page, "id: filed").textContent()).toMatch(/H.0\.00/);
    await writeFile(
      path.join(window.workspace, "filed.csv"),
      ratings.replace("item0,filed,one,5", "item0,filed,one,1"),
    );
    await expect.poll(() => line(page, "id: filed").textContent()).toMatch(/H.0\.0[1-9]/);
  });

  test("opens a sample by command", async () => {
    const { page } = window;
    await runCommand(page, "Encore: Open Sample");
    await page.locator(".quick-input-list .monaco-list-row").first().waitFor();
    await page.keyboard.press("Enter");
    await page.locator(".squiggly-warning, .squiggly-info").first().waitFor();
  });
});
