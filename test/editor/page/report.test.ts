/** The report as a file in a browser: every interaction, under its own policy, without a server or a network. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import process from "node:process";
import { pathToFileURL } from "node:url";
import { AxeBuilder } from "@axe-core/playwright";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startBrowser } from "../browser.ts";

const folder = mkdtempSync(path.join(tmpdir(), "encore-report-"));
let browser: Browser;
let context: BrowserContext;

beforeAll(async () => {
  browser = await startBrowser();
  context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
});
afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true });
});

function report(rubric: string): string {
  const target = path.join(folder, `${path.basename(rubric)}.html`);
  execFileSync(process.execPath, ["dist/cli.mjs", "report", rubric, "-o", target]);
  return target;
}

function written(name: string, text: string): string {
  const file = path.join(folder, name);
  writeFileSync(file, text);
  return report(file);
}

/** Opens the file and collects what must not be: errors, violations of the policy, requests for anything else. */
async function open(file: string): Promise<{ page: Page; wrong: string[] }> {
  const page = await context.newPage();
  const wrong: string[] = [];
  page.on("pageerror", (error) => wrong.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") wrong.push(message.text());
  });
  page.on("request", (request) => {
    if (!/^(file|data|blob):/.test(request.url())) wrong.push(request.url());
  });
  await page.goto(pathToFileURL(file).href);
  return { page, wrong };
}

const ids = (page: Page) => page.locator("#rules tbody .id").allTextContents();

test("the story sample: a conclusion, a row a rule, plots; nothing is fetched and no policy is broken", async () => {
  const file = report("media/sample/story-quality.rubric.yaml");
  expect(statSync(file).size).toBeLessThan(600_000);
  const { page, wrong } = await open(file);
  expect(await page.locator("h1").textContent()).toBe("Story quality");
  expect(await page.locator("#conclusion p").count()).toBeGreaterThan(1);
  expect(await ids(page)).toEqual(["RE", "CH", "EM", "SU", "EG", "CX"]);
  expect(await page.locator("figure svg[role=img][aria-label]").count()).toBeGreaterThan(3);
  expect(wrong).toEqual([]);
  const axe = await new AxeBuilder({ page }).analyze();
  expect(axe.violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
  await page.emulateMedia({ colorScheme: "dark" });
  expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id }) => id)).toEqual([]);
  await page.close();
});

test("sorts by a column, both ways, by keyboard, and keeps the focus", async () => {
  const { page } = await open(report("media/sample/story-quality.rubric.yaml"));
  await page.getByRole("button", { name: "Rule", exact: true }).focus();
  await page.keyboard.press("Enter");
  expect(await ids(page)).toEqual(["CH", "CX", "EG", "EM", "RE", "SU"]);
  await page.keyboard.press("Enter");
  expect(await ids(page)).toEqual(["SU", "RE", "EM", "EG", "CX", "CH"]);
  expect(await page.locator('th[aria-sort="descending"]').textContent()).toContain("Rule");
  await page.close();
});

test("filters by words while they are typed", async () => {
  const { page } = await open(report("media/sample/story-quality.rubric.yaml"));
  await page.getByRole("searchbox").pressSequentially("surpr");
  expect(await ids(page)).toEqual(["SU"]);
  expect(await page.getByRole("searchbox").inputValue()).toBe("surpr");
  await page.close();
});

test("text of the rubric is text", async () => {
  const id = '"<img src=x onerror=alert(1)>"';
  const file = written(
    "hostile.rubric.yaml",
    `name: "</script><script>alert(2)</script>"\nscale: [0, 1]\nrules:\n  - id: ${id}\n    text: "<b>bold</b> [x](command:evil)"\n    ratings: {0: 30, 1: 30}\n`,
  );
  const { page, wrong } = await open(file);
  page.on("dialog", (dialog) => wrong.push(dialog.message()));
  expect(await ids(page)).toEqual(["<img src=x onerror=alert(1)>"]);
  expect(await page.locator("h1").textContent()).toBe("</script><script>alert(2)</script>");
  expect(await page.locator("#report img, #report b").count()).toBe(0);
  expect(wrong).toEqual([]);
  await page.close();
});

test.each([
  ["one rule", "scale: [1, 2]\nrules:\n  - id: a\n    ratings: {1: 20, 2: 20}\n", 1],
  ["no ratings", "scale: [1, 2]\nrules:\n  - id: a\n  - id: b\n", 2],
  ["gates only", "scale: [1, 2]\nrules:\n  - id: a\n    gate: 2\n    ratings: {1: 2, 2: 40}\n", 1],
  ["no rules", "scale: [1, 2]\nrules: []\n", 0],
])("a rubric with %s", async (name, text, rules) => {
  const { page, wrong } = await open(written(`${name.replace(" ", "-")}.rubric.yaml`, text));
  expect(await page.locator("#rules tbody tr").count()).toBe(rules);
  expect(await page.locator("#conclusion p").count()).toBeGreaterThan(0);
  expect(wrong).toEqual([]);
  expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id }) => id)).toEqual([]);
  await page.close();
});

test("two hundred rules", async () => {
  const rules = Array.from(
    { length: 200 },
    (_, at) => `  - id: rule-${at}\n    ratings: {1: ${20 + at}, 2: 40, 3: ${220 - at}}\n`,
  );
  const { page, wrong } = await open(written("many.rubric.yaml", `scale: [1, 2, 3]\nrules:\n${rules.join("")}`));
  expect(await page.locator("#rules tbody tr").count()).toBe(200);
  expect(wrong).toEqual([]);
  await page.close();
});
