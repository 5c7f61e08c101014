/** What a file's first bytes say about it; a name's ending is only a claim (reference, section 2). */
export interface PictureHeader {
  readonly contentType: string;
  readonly width: number;
  readonly height: number;
}

/** Null where the bytes are no PNG, JPEG, GIF or WebP. */
export function readPictureHeader(bytes: Uint8Array): PictureHeader | null {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return png(view) ?? gif(view) ?? webp(view) ?? jpeg(view);
}

function png(view: Buffer): PictureHeader | null {
  if (view.length < 24 || view.readUInt32BE(0) !== 0x89504e47 || view.toString('latin1', 12, 16) !== 'IHDR')
    return null;
  return { contentType: 'image/png', width: view.readUInt32BE(16), height: view.readUInt32BE(20) };
}

function gif(view: Buffer): PictureHeader | null {
  if (view.length < 10 || view.toString('latin1', 0, 4) !== 'GIF8') return null;
  return { contentType: 'image/gif', width: view.readUInt16LE(6), height: view.readUInt16LE(8) };
}

function webp(view: Buffer): PictureHeader | null {
  if (view.length < 30 || view.toString('latin1', 0, 4) !== 'RIFF' || view.toString('latin1', 8, 12) !== 'WEBP')
    return null;
  const contentType = 'image/webp';
  switch (view.toString('latin1', 12, 16)) {
    case 'VP8 ':
      return { contentType, width: view.readUInt16LE(26) & 0x3fff, height: view.readUInt16LE(28) & 0x3fff };
    case 'VP8L': {
      const bits = view.readUInt32LE(21);
      return { contentType, width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
    }
    case 'VP8X':
      return { contentType, width: view.readUIntLE(24, 3) + 1, height: view.readUIntLE(27, 3) + 1 };
    default:
      return null;
  }
}

function jpeg(view: Buffer): PictureHeader | null {
  if (view.length < 4 || view.readUInt16BE(0) !== 0xffd8) return null;
  let at = 2;
  while (at + 9 < view.length && view[at] === 0xff) {
    const marker = view[at + 1] ?? 0;
    // Start of frame: C0 to CF, but not the tables C4, C8 and CC.
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) {
      return { contentType: 'image/jpeg', height: view.readUInt16BE(at + 5), width: view.readUInt16BE(at + 7) };
    }
    at += 2 + view.readUInt16BE(at + 2);
  }
  return null;
}

const BY_ENDING: Readonly<Record<string, string>> = {
  txt: 'text/plain; charset=utf-8',
  json: 'application/json; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
  zip: 'application/zip',
  pdf: 'application/pdf',
  mp4: 'video/mp4',
  avif: 'image/avif',
  heic: 'image/heic',
  bmp: 'image/bmp',
  ogg: 'audio/ogg',
};

/** For what is no picture: as the ending claims, or undefined as Discord leaves it out. */
export function claimedContentType(name: string): string | undefined {
  return BY_ENDING[name.split('.').at(-1)?.toLowerCase() ?? ''];
}
