/** The command line as a user runs it: a process of its own. */
import { spawnSync } from "node:child_process";
import path from "node:path";

export interface Run {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly input?: string;
}

export function encore(words: readonly string[], env: NodeJS.ProcessEnv = {}, options: RunOptions = {}): Run {
  const cli = path.resolve("server/src/cli/main.ts");
  const { status, stdout, stderr } = spawnSync(process.execPath, ["--no-warnings", cli, ...words], {
    encoding: "utf8",
    env: { ...process.env, ...env },
    maxBuffer: 1e8,
    ...options,
  });
  return { status, out: stdout, err: stderr };
}
