/** Every check has a page, a test, a README row and a setting; the pages' examples are run. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { checks } from "../../server/src/lint/registry.ts";
import { drawn, type Files } from "./pipeline.ts";

const headings = ["What it does", "Why it matters", "Example", "What to do", "When to ignore it", "Source"];
const folder = path.resolve("docs/checks");

interface Block {
  readonly language: string;
  readonly title: string;
  readonly text: string;
}

function blocks(page: string): Block[] {
  return Array.from(
    page.matchAll(/^```(\w+) ?(.*)\n([\s\S]*?)^```$/gm),
    ([, language = "", title = "", text = ""]) => ({
      language,
      title,
      text,
    }),
  );
}

function pageOf(code: string): string {
  return readFileSync(path.join(folder, `${code}.md`), "utf8");
}

test("every page is of a check", () => {
  const pages = readdirSync(folder).filter((file) => file.endsWith(".md"));
  expect(pages.sort()).toEqual(checks.map(({ code }) => `${code}.md`).sort());
});

test("codes are unique", () => {
  expect(new Set(checks.map(({ code }) => code)).size).toBe(checks.length);
});

describe.each(checks)("$code", ({ code, severity, summary }) => {
  test("has a page with the headings in their order", () => {
    const page = pageOf(code);
    expect(page.startsWith(`# ${code}\n`)).toBe(true);
    expect(Array.from(page.matchAll(/^## (.*)$/gm), ([, heading]) => heading)).toEqual(headings);
  });

  test("the page opens with its severity and summary", () => {
    const opening = pageOf(code).split("\n\n")[1]?.replace(/\s+/g, " ") ?? "";
    expect(opening.toLowerCase()).toMatch(new RegExp(`^${severity}\\b`));
    expect(opening).toContain(summary);
  });

  test("reads well in a terminal: no line of prose over 110 columns", () => {
    const prose = pageOf(code).replace(/^```[\s\S]*?^```$/gm, "");
    expect(prose.split("\n").filter((line) => line.length > 110)).toEqual([]);
  });

  test("the page's example gives the findings that are drawn in it, the check's own among them", async () => {
    const [rubric, ...files] = blocks(pageOf(code));
    expect(rubric?.language).toBe("yaml");
    const source = rubric?.text ?? "";
    expect(source).toMatch(new RegExp(`\\^ ${code}$`, "m"));
    const beside: Files = Object.fromEntries(files.map(({ title, text }) => [title, text]));
    expect(await drawn(source, beside)).toBe(source);
  });

  test("has a test", () => {
    expect(existsSync(path.resolve(`test/lint/checks/${code}.test.ts`))).toBe(true);
  });
});
