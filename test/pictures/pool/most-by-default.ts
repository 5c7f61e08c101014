/** What is left by default where there is a single child: what takes more is decoded by nobody who has not set more. */
export const mostByDefault = 422_000_000;
