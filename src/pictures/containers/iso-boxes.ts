/** A box of an ISO media file (ISO/IEC 14496-12). */
export interface Box {
  readonly name: string;
  /** Where its content begins, behind its length and name. */
  readonly start: number;
  readonly end: number;
}

/** The boxes that lie one after the other between these positions. Null: their lengths make no sense. */
export function boxesIn(bytes: Buffer, start: number, end: number): readonly Box[] | null {
  const boxes: Box[] = [];
  for (let at = start; at < end; ) {
    const box = boxAt(bytes, at, end);
    if (box === null || boxes.length >= mostBoxes) return null;
    boxes.push(box);
    at = box.end;
  }
  return boxes;
}

/** The box whose head lies here. Null: it is cut off, or longer than what it lies in. */
export function boxAt(bytes: Buffer, at: number, end: number): Box | null {
  if (at + 8 > Math.min(end, bytes.byteLength)) return null;
  const length = bytes.readUInt32BE(at);
  const name = bytes.toString('latin1', at + 4, at + 8);
  // To the end of the file.
  if (length === 0) return { name, start: at + 8, end };
  if (length !== 1) return length < 8 || at + length > end ? null : { name, start: at + 8, end: at + length };
  if (at + 16 > bytes.byteLength) return null;
  const long = Number(bytes.readBigUInt64BE(at + 8));
  return long < 16 || at + long > end ? null : { name, start: at + 16, end: at + long };
}

/** Reads numbers one after the other; past the end all of them are 0. */
export function createCursor(bytes: Buffer, start: number, end: number) {
  let at = start;
  return {
    isOver: () => at > end,
    /** Of so many bytes, the first of them the highest; 0 bytes are 0. */
    take(size: number): number {
      const from = at;
      at += size;
      if (size === 0 || at > end) return 0;
      return size === 8 ? Number(bytes.readBigUInt64BE(from)) : bytes.readUIntBE(from, size);
    },
    text(size: number): string {
      at += size;
      return bytes.toString('latin1', at - size, Math.min(at, end));
    },
  };
}

const mostBoxes = 10_000;
