/** Size of the header of a universal binary, and of each architecture's entry in it. Fields are 32-bit, big-endian. */
const MAGIC = 0xcafebabe;
const HEADER = 8;
const ENTRY = 20;

const cpuTypes: Readonly<Record<string, number>> = { x64: 0x01000007, arm64: 0x0100000c };

/**
 * One architecture out of a universal Mach-O binary, as `lipo -thin` gives it: its bytes unchanged, signature included.
 * A binary of one architecture is given back as it is.
 */
export function thinMachO(binary: Buffer, arch: string): Buffer {
  if (binary.readUInt32BE(0) !== MAGIC) return binary;
  const count = binary.readUInt32BE(4);
  for (let entry = HEADER; entry < HEADER + count * ENTRY; entry += ENTRY) {
    if (binary.readUInt32BE(entry) !== cpuTypes[arch]) continue;
    const start = binary.readUInt32BE(entry + 8);
    return binary.subarray(start, start + binary.readUInt32BE(entry + 12));
  }
  throw new Error(`The universal binary holds no ${arch}.`);
}
