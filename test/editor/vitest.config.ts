import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/editor/page/**/*.test.ts"],
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 600_000,
  },
});
