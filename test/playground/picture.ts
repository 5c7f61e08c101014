import sharp from 'sharp';

/** A one-coloured PNG for a file field. */
export async function pictureFile(
  name: string,
  colour: string,
  size: { readonly width: number; readonly height: number } = { width: 320, height: 200 },
): Promise<{ name: string; mimeType: string; buffer: Buffer }> {
  const buffer = await sharp({ create: { ...size, channels: 3, background: colour } })
    .png()
    .toBuffer();
  return { name, mimeType: 'image/png', buffer };
}
