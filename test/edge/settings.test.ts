/** Settings as clients send them: each by itself, and an invalid one is ignored with a reason. */
import { expect, test } from "vitest";
import { defaultSettings, readSettings } from "../../server/src/edge/settings.ts";

test.each([undefined, null, 3, "x", [], {}])("%j gives the defaults", (given) => {
  expect(readSettings(given)).toEqual({ settings: defaultSettings, problems: [] });
});

test("an invalid setting is ignored, and the others count", () => {
  const { settings, problems } = readSettings({ memoryLimit: -1, entropyLimit: 0.5, checks: { premise: "loud" } });
  expect(settings).toEqual({ ...defaultSettings, entropyLimit: 0.5 });
  expect(problems.map((problem) => problem.split(":")[0])).toEqual(["encore.checks", "encore.memoryLimit"]);
});

test("a group may name some of its members", () => {
  const { settings } = readSettings({ inlayHints: { enabled: false } });
  expect(settings.inlayHints).toEqual({ ...defaultSettings.inlayHints, enabled: false });
});
