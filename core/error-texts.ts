export type ErrorCode = 'STORE_NOT_SET_UP';
