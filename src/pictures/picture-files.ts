import type { PictureFiles } from '../ports/picture-files.ts';
import { markAsMade, readHeader, stripMetadata } from './containers/index.ts';
import { isVendorForm } from './vendor-form.ts';

/** In this process: what is read of a file is bounded by what it has of parts, not by its pixels. */
export const pictureFiles: PictureFiles = {
  async look(path) {
    const header = await readHeader(path);
    return header === null ? null : { isVendorForm: isVendorForm(header), moves: header.animated };
  },

  async clean(path, into) {
    const stripped = await stripMetadata(path, into);
    return stripped === null ? null : stripped ? 'cleaned' : 'clean';
  },

  mark: markAsMade,
};
