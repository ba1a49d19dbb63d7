import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    // These need a build or an editor, and have configurations of their own.
    exclude: ["test/editor/**", "test/neovim/**", "test/package/**", "node_modules/**"],
    testTimeout: 60_000,
  },
});
