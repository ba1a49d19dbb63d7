/**
 * Equal values made the same object, so that what is derived from them can be kept by identity. Compares one level deep:
 * numbers and texts by value, objects within by identity, so a nested value is interned from the inside out.
 */

type Part = unknown;
type Generation = Map<number, { readonly value: object; readonly parts: ArrayLike<Part> }[]>;

/** How many parts the younger generation holds before the older one is forgotten: some 16 MB of numbers. */
const MOST_PARTS = 2_000_000;

export class Interned {
  private young: Generation = new Map();
  private old: Generation = new Map();
  private parts = 0;
  /** The values that `same` has answered with, and those it was asked for with their answers: they are not compared again. */
  private readonly answers = new WeakMap<object, object>();

  /**
   * The first value that was seen with this content: that of the value itself, or the text that names it. Forgetting a
   * value costs a computation, never a wrong answer.
   */
  same<T extends object>(value: T, content?: string): T {
    const known = this.answers.get(value);
    if (known) return known as T;
    const parts = content === undefined ? partsOf(value) : ["content", content];
    const hash = hashOf(parts);
    const found = find(this.young, hash, value, parts) ?? find(this.old, hash, value, parts);
    const first = (found as T | undefined) ?? value;
    this.keep(hash, first, parts);
    this.answers.set(value, first);
    return first;
  }

  private keep(hash: number, value: object, parts: ArrayLike<Part>): void {
    const bucket = this.young.get(hash);
    if (bucket?.some((entry) => entry.value === value)) return;
    if (bucket) bucket.push({ value, parts });
    else this.young.set(hash, [{ value, parts }]);
    this.parts += parts.length + 8;
    if (this.parts < MOST_PARTS) return;
    this.old = this.young;
    this.young = new Map();
    this.parts = 0;
  }
}

function find(generation: Generation, hash: number, value: object, parts: ArrayLike<Part>): object | undefined {
  const like = generation
    .get(hash)
    ?.find((entry) => entry.value.constructor === value.constructor && areEqual(entry.parts, parts));
  return like?.value;
}

function partsOf(value: object): ArrayLike<Part> {
  if (Array.isArray(value) || ArrayBuffer.isView(value)) return value as object & ArrayLike<Part>;
  if (value instanceof Map) return [...value].flat();
  if (value instanceof Set) return [...value];
  return Object.entries(value).flat();
}

function areEqual(one: ArrayLike<Part>, other: ArrayLike<Part>): boolean {
  if (one.length !== other.length) return false;
  for (let i = 0; i < one.length; i++) if (!Object.is(one[i], other[i])) return false;
  return true;
}

function hashOf(parts: ArrayLike<Part>): number {
  let hash = parts.length;
  if (ArrayBuffer.isView(parts)) {
    const { buffer, byteOffset, byteLength } = parts;
    for (const byte of new Uint8Array(buffer, byteOffset, byteLength)) hash = Math.imul(hash ^ byte, 0x01000193);
    return hash;
  }
  for (let i = 0; i < parts.length; i++) hash = Math.imul(hash ^ hashOfPart(parts[i]), 0x01000193);
  return hash;
}

const bits = new DataView(new ArrayBuffer(8));

function hashOfPart(part: Part): number {
  if (typeof part === "number") {
    bits.setFloat64(0, part);
    return bits.getInt32(0) ^ bits.getInt32(4);
  }
  if (typeof part === "string") {
    let hash = part.length;
    for (let i = 0; i < part.length; i++) hash = Math.imul(hash ^ part.charCodeAt(i), 0x01000193);
    return hash;
  }
  if (typeof part === "object" && part !== null) return numberOf(part);
  return part === undefined ? 1 : part === null ? 2 : part === true ? 3 : 4;
}

const numbers = new WeakMap<object, number>();
let count = 0;

/** A number for each object: the same one as long as it lives, and no other object ever has it. */
export function numberOf(value: object): number {
  const known = numbers.get(value);
  if (known !== undefined) return known;
  count += 1;
  numbers.set(value, count);
  return count;
}
