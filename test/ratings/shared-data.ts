/** The public data sets beside the repository. Without them their tests are skipped, but not where CI runs. */
import { existsSync } from "node:fs";
import path from "node:path";

const folder = path.resolve(import.meta.dirname, "../../../shared/data");
const isThere = existsSync(folder) || process.env.CI !== undefined;

export const sharedData = isThere ? folder : undefined;
if (!isThere) console.warn("Skipped: there is no folder shared/data beside the repository.");
