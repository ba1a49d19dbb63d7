/** A name for a value by what it holds: equal values have equal names, and different ones different names. */
import { createHash } from "node:crypto";

export function contentKey(value: object): string {
  const plain = (_: string, part: unknown) =>
    ArrayBuffer.isView(part) ? Buffer.from(part.buffer, part.byteOffset, part.byteLength).toString("base64") : part;
  return createHash("sha256").update(JSON.stringify(value, plain)).digest("hex");
}
