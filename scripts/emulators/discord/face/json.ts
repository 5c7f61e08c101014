// The smallest pieces of the wire: ids are snowflakes, 17 to 19 digits that decode to a plausible time (reference 10.8).

export type Snowflake = string;

/** What JSON can hold. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
