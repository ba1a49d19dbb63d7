/**
 * The public data sets beside the repository. Without them their tests are skipped, with one line; `.ci/run` sets
 * ENCORE_SHARED=required, and then they fail.
 */
import { existsSync } from "node:fs";
import path from "node:path";

const folder = path.resolve(import.meta.dirname, "../../../shared/data");
const isThere = existsSync(folder) || process.env.ENCORE_SHARED === "required";

export const sharedData = isThere ? folder : undefined;

/** Vitest calls this once before all tests (vitest.config.ts). */
export default function warn(): void {
  if (!isThere) console.warn("Skipped: tests of real ratings; there is no folder shared/data beside the repository.");
}
