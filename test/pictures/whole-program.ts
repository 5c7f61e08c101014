import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import '../../src/start/compose.ts';
import { png } from '../../scripts/emulators/png.ts';
import { openPictures } from './open-pictures.ts';

// The program with all that it loads, and a picture that was worked on: says which libraries of the decoders it holds.

const directory = await mkdtemp(join(tmpdir(), 'retouch-whole-'));
const pictures = openPictures();
const path = join(directory, 'picture.png');
await writeFile(path, png(64, 64));
const written = await pictures.toVendorForm(path, join(directory, 'out.png'), null);
await pictures.close();
await rm(directory, { recursive: true });
const { sharedObjects } = process.report.getReport() as unknown as { readonly sharedObjects: readonly string[] };
console.log(JSON.stringify({ written, decoders: sharedObjects.filter((each) => /vips|sharp/.test(each)) }));
