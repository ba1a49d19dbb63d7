/**
 * A finding's name that stays when lines move and numbers change: its check and its rule, or, for one that is about no
 * rule, its line of text; the second of a kind has another name. 16 hex digits of SHA-256. Unique within a file.
 */
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import type { Finding } from "../lint/finding.ts";
import type { Checked } from "./reporters/reporter.ts";

const HEX_DIGITS = 16;

export function fingerprints({ findings, source }: Checked): ReadonlyMap<Finding, string> {
  const lines = source.text.split(/\r?\n/);
  const seen = new Map<string, number>();
  return new Map(
    findings.map((finding) => {
      const line = lines[source.place(finding.range.start).line]?.trim() ?? "";
      const kind = JSON.stringify([finding.check, finding.rule ?? null, finding.rule === undefined ? line : null]);
      const number = seen.get(kind) ?? 0;
      seen.set(kind, number + 1);
      return [finding, hash(JSON.stringify([kind, number]))];
    }),
  );
}

export function hash(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(text))).slice(0, HEX_DIGITS);
}
