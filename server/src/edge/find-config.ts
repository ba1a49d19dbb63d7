/** Finds `encore.config.yaml` upwards from a rubric's folder, the nearest first. */
import { readFile } from "node:fs/promises";
import path from "node:path";
import { CONFIG_NAME, type Config, type ConfigProblem, noConfig, readConfig } from "./config.ts";

export interface FoundConfig {
  /** Absolute; undefined where there is none. */
  readonly file: string | undefined;
  readonly config: Config;
  readonly problems: readonly ConfigProblem[];
}

const notFound: FoundConfig = { file: undefined, config: noConfig, problems: [] };

/** `top`: the highest folder that is looked at, by default the root of the disk. */
export async function findConfig(folder: string, top?: string): Promise<FoundConfig> {
  const file = path.join(folder, CONFIG_NAME);
  const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT" || error.code === "ENOTDIR") return undefined;
    return error;
  });
  if (typeof text === "string") return { file, ...readConfig(text) };
  if (text) return { file, config: noConfig, problems: [{ line: 1, message: `it cannot be read: ${text.message}` }] };
  const above = path.dirname(folder);
  return above === folder || folder === top ? notFound : findConfig(above, top);
}
