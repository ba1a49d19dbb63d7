import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    // A page in a browser on a busy machine takes its time.
    expect: { poll: { timeout: 20_000 } },
    include: ["test/editor/page/**/*.test.ts"],
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 600_000,
  },
});
