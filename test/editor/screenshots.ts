/**
 * `npm run screenshots [-- STATE… THEME… WIDTH]`: a picture of each state that a user sees, light, dark and high contrast, into
 * test/editor/screenshots/; the chosen ones also to where README, docs and walkthrough show them.
 */
import { mkdir } from "node:fs/promises";
import path from "node:path";
import process from "node:process";
import type { Locator, Page } from "playwright-core";
import { writeShownRubrics } from "./shown-rubrics.ts";
import { changeSettings, goTo, line, openFile, openFixes, openWindow, runCommand, type Window } from "./window.ts";

const root = path.join(import.meta.dirname, "../..");
const folder = path.join(import.meta.dirname, "screenshots");

const themes = { light: "Light 2026", dark: "Dark 2026", contrast: "Default High Contrast" };

const unmoving = { animations: "disabled", caret: "initial" } as const;

interface State {
  readonly name: string;
  readonly show: (page: Page, window: Window) => Promise<void>;
  /** Where its light picture is committed, of the editor alone. */
  readonly committed?: readonly string[];
  /** It is of the whole window. */
  readonly isWhole?: true;
}

const safety = "assistant-safety.rubric.yaml";
const stories = "story-quality.rubric.yaml";

const squiggle = (page: Page): Locator => page.locator(".squiggly-warning, .squiggly-info, .squiggly-hint").first();
const row = (page: Page, text: string | RegExp): Locator =>
  page.locator(".monaco-list-row").filter({ hasText: text }).first();

/** Opens a sample at a line and waits for what is found in it. */
async function open(page: Page, name: string, lineNumber = 1): Promise<void> {
  await openFile(page, name);
  await goTo(page, lineNumber);
  await squiggle(page).waitFor({ timeout: 30_000 });
  // Evidence over pairs comes after the first findings.
  await page.waitForTimeout(2500);
}

/** Rests the pointer on a rule's id until its hover with the picture is there. */
async function hoverOn(page: Page, id: string): Promise<void> {
  await line(page, `id: ${id}`).getByText(id).first().hover();
  await page.locator(".monaco-hover img").first().waitFor();
}

/** Drags the hover's upper edge up, as far as all of it shows. */
async function enlargeHover(page: Page): Promise<void> {
  const hover = page.locator(".monaco-resizable-hover");
  const box = await hover.boundingBox();
  if (box === null) throw new Error("There is no hover.");
  await page.mouse.move(box.x + box.width / 2, box.y + 1);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2, 110, { steps: 10 });
  await page.mouse.up();
}

/** Puts the cursor on a rule's id and opens the menu of fixes. */
async function fixes(page: Page, id: string): Promise<void> {
  await line(page, `id: ${id}`).getByText(id).first().click();
  await openFixes(page);
}

/** Runs a command that asks something, and waits for the question. */
async function ask(page: Page, title: string): Promise<void> {
  await runCommand(page, title);
  await row(page, /./).waitFor();
}

const states: readonly State[] = [
  {
    name: "rubric",
    show: (page) => open(page, safety),
    committed: ["docs/images/rubric.png", "docs/images/findings.png", "media/walkthrough/step1-findings.png"],
  },
  { name: "stories", show: (page) => open(page, stories) },
  {
    name: "hover",
    async show(page) {
      await open(page, stories);
      await hoverOn(page, "CH");
    },
  },
  {
    name: "hover-whole",
    async show(page) {
      await open(page, stories);
      await hoverOn(page, "EG");
      await enlargeHover(page);
    },
    committed: ["docs/images/hover.png", "media/walkthrough/step2-hover.png"],
  },
  {
    name: "hover-yes-no",
    async show(page) {
      await open(page, safety);
      await hoverOn(page, "fully_complies");
    },
  },
  {
    name: "fixes",
    async show(page) {
      await open(page, stories);
      await fixes(page, "CH");
    },
    committed: ["docs/images/fixes.png", "media/walkthrough/step3-fix.png"],
  },
  {
    name: "problems",
    async show(page) {
      await open(page, stories);
      await runCommand(page, "Problems: Focus on Problems View");
    },
  },
  {
    name: "drop",
    async show(page) {
      await open(page, stories);
      await ask(page, "Encore: Drop Unreliable Rules");
    },
    committed: ["docs/images/drop.png"],
    isWhole: true,
  },
  {
    name: "copy-weights",
    async show(page) {
      await open(page, stories);
      await ask(page, "Encore: Copy Weights");
    },
  },
  {
    name: "palette",
    async show(page) {
      await open(page, stories);
      await page.keyboard.press("F1");
      await page.locator(".quick-input-widget input[type=text]").fill(">Encore: ");
      await row(page, "Encore").waitFor();
    },
  },
  {
    name: "completion",
    async show(page) {
      await open(page, safety, 16);
      await page.keyboard.type("    ");
      await page.keyboard.press("Control+Space");
      await page.locator(".suggest-widget .monaco-list-row").first().waitFor();
      // Again: with the documentation beside it.
      await page.keyboard.press("Control+Space");
    },
    committed: ["docs/images/completion.png"],
  },
  {
    name: "compare",
    async show(page) {
      await open(page, stories, 12);
      await page.keyboard.press("Control+End");
      await page.keyboard.type("  - id: new-rule\ntext: Is new.\nratings: {1: 3, 5: 40}\n");
      await page.waitForTimeout(1500);
      await runCommand(page, "Encore: Compare Weights With Saved");
      await page.locator(".webview.ready").first().waitFor();
      await page.waitForTimeout(1500);
    },
    committed: ["docs/images/compare.png"],
  },
  {
    name: "status",
    async show(page) {
      await open(page, stories);
      await page.locator(".statusbar-item").filter({ hasText: "finding" }).first().hover();
      await page.waitForTimeout(1000);
    },
    committed: ["docs/images/status.png"],
    isWhole: true,
  },
  {
    name: "outline",
    async show(page) {
      await open(page, stories);
      await runCommand(page, "Explorer: Focus on Outline View");
      const files = page.locator('.pane-header[aria-expanded="true"]').filter({ hasText: "sample" });
      if (await files.isVisible()) await files.click();
    },
    committed: ["docs/images/outline.png"],
    isWhole: true,
  },
  {
    name: "new-rubric",
    async show(page) {
      await runCommand(page, "Encore: New Rubric");
      const input = page.locator(".quick-input-widget input[type=text]");
      await input.fill("Customer support");
      await page.keyboard.press("Enter");
      await page.waitForTimeout(1000);
      await page.keyboard.press("Enter");
      await line(page, "name: Customer support").waitFor();
    },
    committed: ["media/walkthrough/step4-own.png"],
  },
  { name: "large", show: (page) => open(page, "large.rubric.yaml") },
  {
    name: "hover-large",
    async show(page) {
      await open(page, "large.rubric.yaml");
      await hoverOn(page, "tone");
    },
  },
  {
    name: "fixes-large",
    async show(page) {
      await open(page, "large.rubric.yaml");
      await fixes(page, "tone");
    },
  },
  { name: "long", show: (page) => open(page, "long.rubric.yaml") },
  { name: "empty", show: (page) => open(page, "empty.rubric.yaml") },
  {
    name: "fixes-empty",
    async show(page) {
      await open(page, "empty.rubric.yaml");
      await goTo(page, 5, 12);
      await openFixes(page);
    },
  },
  { name: "broken", show: (page) => open(page, "broken.rubric.yaml") },
  {
    name: "walkthrough",
    async show(page) {
      await ask(page, "Welcome: Open Walkthrough");
      await page.keyboard.type("Encore");
      await row(page, "Encore").waitFor();
      await page.keyboard.press("Enter");
    },
  },
  {
    name: "settings",
    async show(page) {
      await runCommand(page, "Preferences: Open Settings (UI)");
      await page.locator(".settings-editor").waitFor();
      await page.keyboard.type("@ext:encore-rubrics.encore-rubrics");
    },
  },
  {
    name: "extension",
    async show(page) {
      await runCommand(page, "Extensions: Show Installed Extensions");
      await page.locator(".extension-list-item").filter({ hasText: "Encore" }).first().click();
      await page.locator(".extension-editor").waitFor();
    },
  },
];

async function main(): Promise<void> {
  const words = process.argv.slice(2);
  const width = Number(words.find((word) => /^\d+$/.test(word)) ?? 1000);
  const named = words.filter((word) => !/^\d+$/.test(word) && !(word in themes));
  const wanted = Object.entries(themes).filter(
    ([theme]) => !words.some((word) => word in themes) || words.includes(theme),
  );
  const chosen = states.filter(({ name }) => named.length === 0 || named.includes(name));
  const window = await openWindow({ width, height: 760 });
  await writeShownRubrics(window.workspace);
  try {
    for (const [theme, title] of wanted) {
      await changeSettings(window, { "workbench.colorTheme": title, "editor.minimap.enabled": false });
      for (const state of chosen) await take(window, state, theme);
    }
  } catch (error) {
    await window.page.screenshot({ path: path.join(folder, "failed/picture.png") });
    throw error;
  } finally {
    await window.close();
  }
}

async function take(window: Window, state: State, theme: string): Promise<void> {
  const { page } = window;
  if (await page.locator(".part.panel").isVisible()) await runCommand(page, "View: Hide Panel");
  if (await page.locator(".part.sidebar").isVisible())
    await runCommand(page, "View: Toggle Primary Side Bar Visibility");
  await state.show(page, window);
  // Out of the way, unless it is what the picture is of.
  if (!state.name.startsWith("hover")) await page.mouse.move(1, 1);
  // Animations end, and the cursor's blink with them.
  await page.waitForTimeout(700);
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: path.join(folder, `${state.name}-${theme}.png`), ...unmoving });
  const committed = theme === "light" ? (state.committed ?? []) : [];
  for (const place of committed) {
    await mkdir(path.dirname(path.join(root, place)), { recursive: true });
    const part = state.isWhole ? {} : { clip: await editorPart(page) };
    await page.screenshot({ path: path.join(root, place), ...part, ...unmoving });
  }
  process.stdout.write(`${[`${state.name}-${theme}`, ...committed].join(", ")}\n`);
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  // What a state typed is not kept.
  const tabs = page.locator(".part.editor .tab");
  while ((await tabs.count()) > 0) {
    await tabs.last().click();
    await runCommand(page, "View: Revert and Close Editor");
    await page.waitForTimeout(300);
  }
}

/** Where the editor is in the window. */
async function editorPart(page: Page): Promise<{ x: number; y: number; width: number; height: number }> {
  const box = await page.locator(".part.editor").boundingBox();
  if (box === null) throw new Error("There is no editor.");
  return box;
}

await main();
