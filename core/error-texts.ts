export type ErrorCode =
  | 'STORE_NOT_SET_UP' | 'STATION_NOT_PAIRED' | 'NOT_SIGNED_IN' | 'NOT_ALLOWED';
