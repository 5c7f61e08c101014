/** One request that reached an emulated upstream. It is listed on arrival and filled in until it has ended. */
export interface RecordedRequest {
  /** From 1, in the order of arrival. */
  readonly number: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly method: string;
  /** Path without the query. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** Lower-case names; `authorization` and `cookie` are left out. */
  readonly headers: Readonly<Record<string, string>>;
  /** Whether the bearer token was the one this upstream expects. For results: whether any was sent at all (it must not be). */
  readonly authorization: 'right' | 'wrong' | 'missing';
  /** The parsed JSON body, when it was JSON. */
  readonly json: unknown;
  /** The text fields of a multipart body, in order, as they were sent. */
  readonly fields: readonly RecordedField[];
  /** The files of a multipart body, in order. */
  readonly files: readonly RecordedFile[];
  /** Body length in bytes as received. */
  readonly bodyBytes: number;
  /** Undefined while it is open and where no answer was ever begun. */
  readonly status: number | undefined;
  /** Milliseconds from arrival to its end; undefined while it is open. */
  readonly durationMs: number | undefined;
  /** `answered`; `dropped` by us; `abandoned` by the client; undefined while it is open. */
  readonly ended: 'answered' | 'dropped' | 'abandoned' | undefined;
  /** The task that this request made, if it made one. */
  readonly taskId: string | undefined;
}

export interface RecordedField {
  readonly name: string;
  readonly value: string;
}

export interface RecordedFile {
  /** The multipart field's name, for instance `image[]`. */
  readonly field: string;
  readonly filename: string;
  readonly contentType: string;
  readonly size: number;
  readonly sha256: string;
  /** Where the bytes lie until `close()`. */
  readonly path: string;
}

/** One picture that went into or came out of a task. The bytes lie on disk until `close()`. */
export interface Picture {
  readonly sha256: string;
  readonly size: number;
  readonly path: string;
  readonly contentType: string;
  readonly width: number;
  readonly height: number;
  bytes(): Promise<Uint8Array>;
}

export interface InputPicture extends Picture {
  /** `upload`: a file of the multipart body. `inline`: base64 in the JSON body. `address`: fetched by us from `address`. */
  readonly from: 'upload' | 'inline' | 'address';
  readonly address: string | undefined;
}

export interface ResultPicture extends Picture {
  /** The address on this upstream's own origin that leads to exactly these bytes. */
  readonly url: string;
}
