import { defineConfig } from "vitest/config";

/** Properties over random input, simulations and whole data sets: thorough and slow. All else is quick. */
const slow = ["test/**/*.property.test.ts", "test/**/golden.test.ts", "studies/**/*.test.ts"];

/** These need a build or an editor, and have configurations of their own. */
const built = ["test/editor/**", "test/neovim/**", "test/package/**", "node_modules/**"];

export default defineConfig({
  test: {
    testTimeout: 60_000,
    globalSetup: "test/ratings/shared-data.ts",
    projects: [
      { extends: true, test: { name: "unit", include: ["test/**/*.test.ts"], exclude: [...slow, ...built] } },
      { extends: true, test: { name: "property", include: slow, exclude: built } },
    ],
  },
});
