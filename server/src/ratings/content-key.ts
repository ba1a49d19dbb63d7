/** A name for a value by what it holds: equal values have equal names, and different ones different names. */
import { createHash, type Hash } from "node:crypto";

/** Of plain data: objects, arrays, typed arrays, texts, numbers, truth values and undefined. */
export function contentKey(value: object): string {
  const hash = createHash("sha256");
  add(hash, value);
  return hash.digest("hex");
}

/** Part by part: one text of a whole table may be longer than texts can be. Lengths keep neighbours apart. */
function add(hash: Hash, value: unknown): void {
  if (ArrayBuffer.isView(value)) {
    hash.update(`b${value.byteLength}:`);
    hash.update(new Uint8Array(value.buffer, value.byteOffset, value.byteLength));
  } else if (Array.isArray(value)) {
    hash.update(`a${value.length}:`);
    if (value.every((one) => typeof one === "string")) addTexts(hash, value);
    else for (const one of value) add(hash, one);
  } else if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value);
    hash.update(`o${entries.length}:`);
    for (const [key, one] of entries) {
      add(hash, key);
      add(hash, one);
    }
  } else hash.update(typeof value === "string" ? `s${value.length}:${value}` : `p${String(value)};`);
}

/** Many at once: a call for each of a million ids takes seconds. */
function addTexts(hash: Hash, texts: readonly string[]): void {
  const AT_ONCE = 10_000;
  for (let start = 0; start < texts.length; start += AT_ONCE)
    hash.update(`t${JSON.stringify(texts.slice(start, start + AT_ONCE))}`);
}
