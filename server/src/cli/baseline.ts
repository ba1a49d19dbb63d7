/** A baseline: findings that were there before, and do not fail. Kept by fingerprint, so they stay known when lines move. */
import { readFile } from "node:fs/promises";
import path from "node:path";
import * as z from "zod";
import { fingerprints } from "../report/fingerprint.ts";
import type { Checked } from "../report/reporters/reporter.ts";
import { CannotRun } from "./output.ts";
import { writeWhole } from "./write-file.ts";

const schema = z.object({
  version: z.literal(1),
  findings: z.array(z.object({ file: z.string(), fingerprint: z.string() })),
});

/** Files are relative to the baseline's folder, so that it holds in another checkout. */
function keyOf(baseline: string, file: string): string {
  return path
    .relative(path.dirname(path.resolve(baseline)), path.resolve(file))
    .split(path.sep)
    .join("/");
}

export async function readBaseline(baseline: string): Promise<(checked: Checked) => Checked> {
  const text = await readFile(baseline, "utf8").catch((error: NodeJS.ErrnoException) => {
    const help = error.code === "ENOENT" ? "there is no such file. --write-baseline makes one" : error.message;
    throw new CannotRun(`The baseline ${baseline} cannot be read: ${help}.`);
  });
  const read = schema.safeParse(parsed(text));
  if (!read.success) throw new CannotRun(`${baseline} is not a baseline of encore check --write-baseline.`);
  const known = new Set(read.data.findings.map(({ file, fingerprint }) => `${file} ${fingerprint}`));
  return (checked) => {
    const names = fingerprints(checked);
    const file = keyOf(baseline, checked.source.file);
    return { ...checked, findings: checked.findings.filter((one) => !known.has(`${file} ${names.get(one)}`)) };
  };
}

export async function writeBaseline(baseline: string, results: readonly Checked[]): Promise<number> {
  const findings = results.flatMap((checked) =>
    Array.from(fingerprints(checked), ([{ check, rule }, fingerprint]) => ({
      file: keyOf(baseline, checked.source.file),
      check,
      rule: rule ?? null,
      fingerprint,
    })),
  );
  await writeWhole(baseline, `${JSON.stringify({ version: 1, findings }, null, 2)}\n`);
  return findings.length;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
