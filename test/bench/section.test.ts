import { expect, test } from "vitest";
import { replaceSection } from "./section.ts";

test("a section is added at the end, then replaced where it stands", () => {
  const once = replaceSection("# Page\n", "speed", "1 ms");
  expect(once).toBe("# Page\n\n<!-- bench:speed -->\n\n1 ms\n\n<!-- /bench:speed -->\n");
  const moved = `${once}\nA word after it.\n`;
  expect(replaceSection(moved, "speed", "2 ms")).toBe(moved.replace("1 ms", "2 ms"));
});
