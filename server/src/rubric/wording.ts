/** The short hash of a rule's text that ties ratings to the words they were given for (docs/statistics.md). */
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";

const HEX_DIGITS = 6;

/** First 6 hex digits of SHA-256 of the text after Unicode NFC, trimmed, runs of white space made one space. */
export function wordingOf(text: string): string {
  const plain = text.normalize("NFC").trim().replace(/\s+/g, " ");
  return bytesToHex(sha256(utf8ToBytes(plain))).slice(0, HEX_DIGITS);
}
