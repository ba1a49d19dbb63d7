import { expect, test } from "vitest";
import { replaceSection } from "../../scripts/section.ts";

test("adds a section at the end, then replaces it in its place", () => {
  const once = replaceSection("# Page\n", "bench:speed", "1 ms");
  expect(once).toBe("# Page\n\n<!-- bench:speed -->\n\n1 ms\n\n<!-- /bench:speed -->\n");
  const moved = `${once}\nA word after it.\n`;
  expect(replaceSection(moved, "bench:speed", "2 ms")).toBe(moved.replace("1 ms", "2 ms"));
});
