/**
 * `npm run screenshots [-- STATE…]`: a picture of each state that a user sees, light, dark and high contrast, into
 * test/editor/screenshots/; the chosen ones also to where README, docs and walkthrough show them.
 */
import { mkdir } from "node:fs/promises";
import path from "node:path";
import process from "node:process";
import type { Locator, Page } from "playwright-core";
import { changeSettings, line, openFile, openWindow, runCommand, type Window } from "./window.ts";

const root = path.join(import.meta.dirname, "../..");
const folder = path.join(import.meta.dirname, "screenshots");

const themes = { light: "Light 2026", dark: "Dark 2026", contrast: "Default High Contrast" };

interface State {
  readonly name: string;
  readonly show: (page: Page, window: Window) => Promise<void>;
  /** Where its light picture is committed. */
  readonly committed?: readonly string[];
}

const safety = "assistant-safety.rubric.yaml";
const stories = "story-quality.rubric.yaml";

const squiggle = (page: Page): Locator => page.locator(".squiggly-warning, .squiggly-info, .squiggly-hint").first();
const _row = (page: Page, text: string | RegExp): Locator =>
  page.locator(".monaco-list-row").filter({ hasText: text }).first();

/** Opens a sample and waits for what is found in it. */
async function open(page: Page, name: string): Promise<void> {
  await openFile(page, name);
  await squiggle(page).waitFor({ timeout: 30_000 });
  // Evidence over pairs comes after the first findings.
  await page.waitForTimeout(2000);
}

async function _hoverOn(page: Page, text: string): Promise<void> {
  await line(page, text).getByText(text.replace(/^.*: /, "")).first().hover();
  await page.locator(".monaco-hover .hover-contents img").first().waitFor();
}

const states: readonly State[] = [
  {
    name: "rubric",
    show: (page) => open(page, safety),
    committed: ["docs/images/rubric.png", "media/walkthrough/rubric.png"],
  },
  { name: "stories", show: (page) => open(page, stories) },
];

async function main(): Promise<void> {
  const named = process.argv.slice(2);
  const chosen = states.filter(({ name }) => named.length === 0 || named.includes(name));
  const window = await openWindow({ width: 1200, height: 760 });
  try {
    for (const [theme, title] of Object.entries(themes)) {
      await changeSettings(window, { "workbench.colorTheme": title });
      for (const state of chosen) await take(window, state, theme);
    }
  } finally {
    await window.close();
  }
}

async function take(window: Window, state: State, theme: string): Promise<void> {
  const { page } = window;
  await state.show(page, window);
  // Animations end, and the cursor's blink with them.
  await page.waitForTimeout(700);
  const places = [path.join(folder, `${state.name}-${theme}.png`)];
  if (theme === "light") places.push(...(state.committed ?? []).map((place) => path.join(root, place)));
  for (const place of places) {
    await mkdir(path.dirname(place), { recursive: true });
    await page.screenshot({ path: place, animations: "disabled", caret: "initial" });
  }
  process.stdout.write(`${places.map((place) => path.relative(root, place)).join(", ")}\n`);
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await runCommand(page, "View: Close All Editors");
}

await main();
