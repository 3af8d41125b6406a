/** Bytes. */
export const megabyte = 1_048_576;
