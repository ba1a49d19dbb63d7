/** The nonce of a report that is opened as a file: there is no server to draw one, so it follows from the content. */
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";

export function contentNonce(content: string): string {
  return bytesToHex(sha256(utf8ToBytes(content))).slice(0, 32);
}
