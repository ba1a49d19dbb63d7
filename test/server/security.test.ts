/** Promises of SECURITY.md that are about the sources and the manifest; and that each promise names a test that exists. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

const sources = ["server/src", "client/src"].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .map((file) => path.join(folder, file)),
);

test("no source evaluates a text or starts a shell", () => {
  const risky = /\beval\(|new Function\(|\bexecSync\(|\bexec\((?=["'`])|shell: true|node:vm|vm\.run/;
  const wrong = sources.filter((file) => risky.test(readFileSync(file, "utf8")));
  expect(wrong).toEqual([]);
});

test("folders outside the workspace are allowed by the user's own settings only", () => {
  const { contributes } = JSON.parse(readFileSync("package.json", "utf8"));
  const sections: { properties: Record<string, { scope?: string }> }[] = [contributes.configuration].flat();
  const setting = sections.map(({ properties }) => properties["encore.allowedFolders"]).find(Boolean);
  expect(["machine", "application"]).toContain(setting?.scope);
});

test.each(["SECURITY.md", "docs/reliability.md"])("every test that %s names exists", (page) => {
  const named = [...readFileSync(page, "utf8").matchAll(/`(test\/[\w./-]+\.test\.ts)`/g)].map(([, file]) => file ?? "");
  expect(named.length).toBeGreaterThan(5);
  expect(named.filter((file) => !existsSync(file))).toEqual([]);
});
