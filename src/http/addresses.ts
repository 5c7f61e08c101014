import { type RequestId, storedRequestId, type VersionId, versionId } from '../domain/ids.ts';
import { isSignedBy, sign } from '../lib/signature.ts';
import type { Clock } from '../ports/clock.ts';

/** A vendor fetches a source at once; a member opens a full-size link while the message is fresh. */
const pictureLifetime = 24 * 3_600_000;

/** Signed addresses of this program's own server: unguessable, for one thing each, and those of pictures expire. */
export function createSignedAddresses({
  publicUrl,
  secret,
  clock,
}: {
  /** Without a trailing slash; null: nobody outside reaches us, and no address is made. */
  readonly publicUrl: string | null;
  readonly secret: string;
  readonly clock: Clock;
}) {
  return {
    picture(version: VersionId): string | null {
      if (publicUrl === null) return null;
      const expires = String(clock.now() + pictureLifetime);
      return `${publicUrl}/pictures/${version}/${expires}/${sign(secret, ['picture', version, expires])}`;
    },

    fullSize(version: VersionId): string | null {
      if (publicUrl === null) return null;
      const expires = String(clock.now() + pictureLifetime);
      return `${publicUrl}/full/${version}/${expires}/${sign(secret, ['full', version, expires])}`;
    },

    callback(request: { readonly id: RequestId }): string | null {
      if (publicUrl === null) return null;
      return `${publicUrl}/callbacks/${request.id}/${sign(secret, ['callback', request.id])}`;
    },

    /** `as`: which of the two it was signed for. */
    readPicture(as: 'picture' | 'full', version: string, expires: string, signature: string): VersionId | null {
      const isTrue = isSignedBy(secret, [as, version, expires], signature);
      return isTrue && Number(expires) > clock.now() ? versionId(version) : null;
    },

    readCallback(request: string, signature: string): RequestId | null {
      return isSignedBy(secret, ['callback', request], signature) ? storedRequestId(request) : null;
    },
  };
}

export type SignedAddresses = ReturnType<typeof createSignedAddresses>;
