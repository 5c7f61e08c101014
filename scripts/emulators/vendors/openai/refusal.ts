/** An error answer of the vendor's own (reference, 6.1). */
export interface VendorRefusal {
  readonly status: number;
  readonly type: string;
  readonly code: string | null;
  readonly param: string | null;
  readonly message: string;
}

export const isRefusal = (value: unknown): value is VendorRefusal =>
  typeof value === 'object' && value !== null && 'status' in value && 'param' in value;

/** A field that the vendor does not like. */
export const badField = (param: string | null, code: string | null, message: string): VendorRefusal => ({
  status: 400,
  type: 'invalid_request_error',
  code,
  param,
  message,
});

/** One that the model, not the interface, does not like: sizes, moderation. */
export const userError = (param: string | null, code: string, message: string): VendorRefusal => ({
  status: 400,
  type: 'image_generation_user_error',
  code,
  param,
  message,
});

export const errorBody = ({ type, code, param, message }: Omit<VendorRefusal, 'status'>): string =>
  JSON.stringify({ error: { message, type, param, code } });

export const refusals = {
  noKey: {
    status: 401,
    type: 'invalid_request_error',
    code: null,
    param: null,
    message: "You didn't provide an API key.",
  },
  wrongKey: {
    status: 401,
    type: 'invalid_request_error',
    code: 'invalid_api_key',
    param: null,
    message: 'Incorrect API key provided: sk-****.',
  },
  noQuota: {
    status: 429,
    type: 'insufficient_quota',
    code: 'insufficient_quota',
    param: null,
    message: 'You exceeded your current quota, please check your plan and billing details.',
  },
} as const satisfies Record<string, VendorRefusal>;

export const unknownPath = (method: string, path: string): VendorRefusal => ({
  status: 404,
  type: 'invalid_request_error',
  code: null,
  param: null,
  message: `Invalid URL (${method} ${path})`,
});
