import { type RequestId, storedRequestId, type VersionId, versionId } from '../domain/ids.ts';
import { isSignedBy, sign } from '../lib/signature.ts';
import type { Clock } from '../ports/clock.ts';

/** A vendor fetches a source at once; a member opens a full-size link while the message is fresh. */
const pictureLifetime = 24 * 3_600_000;

/**
 * Vendors take minutes, and one that is overloaded hours; what comes later still is found by the questions that are asked
 * beside it.
 */
const callbackLifetime = 24 * 3_600_000;

/** Clocks of one machine. */
const echoLifetime = 60_000;

/** Signed addresses of this program's own server: unguessable, for one thing each, and they expire. */
export function createSignedAddresses({
  publicUrl,
  secret,
  clock,
}: {
  /** Without a trailing slash; null: nobody outside reaches us, and no address is made. */
  readonly publicUrl: string | null;
  readonly secret: string;
  readonly clock: Pick<Clock, 'now'>;
}) {
  /** `/<path>/<id>/<expires>/<signature>`; `kind` is what it is signed for. */
  function address(path: string, kind: Kind, id: string, lifetime: number): string | null {
    if (publicUrl === null) return null;
    const expires = String(clock.now() + lifetime);
    return `${publicUrl}/${path}/${id}/${expires}/${sign(secret, [kind, id, expires])}`;
  }

  const isTrue = (kind: Kind, id: string, expires: string, signature: string) =>
    isSignedBy(secret, [kind, id, expires], signature) && Number(expires) > clock.now();

  return {
    /** What this program asks itself by, for a minute. */
    echo: (nonce: string) => address('echo', 'echo', nonce, echoLifetime),

    /** What proves that it is this program that answers; null: somebody else asks. */
    answerEcho: (nonce: string, expires: string, signature: string): string | null =>
      isTrue('echo', nonce, expires, signature) ? sign(secret, ['echoed', nonce]) : null,

    isEchoOf: (nonce: string, answer: string): boolean => isSignedBy(secret, ['echoed', nonce], answer),

    picture: (version: VersionId) => address('pictures', 'picture', version, pictureLifetime),
    fullSize: (version: VersionId) => address('full', 'full', version, pictureLifetime),
    callback: ({ id }: { readonly id: RequestId }) => address('callbacks', 'callback', id, callbackLifetime),

    /** `as`: which of the two it was signed for. */
    readPicture: (as: 'picture' | 'full', version: string, expires: string, signature: string): VersionId | null =>
      isTrue(as, version, expires, signature) ? versionId(version) : null,

    readCallback: (request: string, expires: string, signature: string): RequestId | null =>
      isTrue('callback', request, expires, signature) ? storedRequestId(request) : null,
  };
}

type Kind = 'picture' | 'full' | 'callback' | 'echo';

export type SignedAddresses = ReturnType<typeof createSignedAddresses>;
