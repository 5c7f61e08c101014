import { readFileSync } from 'node:fs';
import { crc32, inflateRawSync } from 'node:zlib';

/** What is in an archive, by name and in its order, read by its directory at the end. Throws where its sums are wrong. */
export function unzip(archive: string | Buffer): ReadonlyMap<string, Buffer> {
  const bytes = typeof archive === 'string' ? readFileSync(archive) : archive;
  const end = bytes.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  const count = bytes.readUInt16LE(end + 10);
  let at = bytes.readUInt32LE(end + 16);
  const found = new Map<string, Buffer>();
  for (let entry = 0; entry < count; entry += 1) {
    const [method, sum, packed] = [
      bytes.readUInt16LE(at + 10),
      bytes.readUInt32LE(at + 16),
      bytes.readUInt32LE(at + 20),
    ];
    const lengths = [bytes.readUInt16LE(at + 28), bytes.readUInt16LE(at + 30), bytes.readUInt16LE(at + 32)] as const;
    const name = bytes.toString('utf8', at + 46, at + 46 + lengths[0]);
    const local = bytes.readUInt32LE(at + 42);
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const stored = bytes.subarray(start, start + packed);
    const content = method === 0 ? stored : inflateRawSync(stored);
    if (crc32(content) !== sum) throw new Error(`${name} is damaged`);
    found.set(name, Buffer.from(content));
    at += 46 + lengths[0] + lengths[1] + lengths[2];
  }
  return found;
}
