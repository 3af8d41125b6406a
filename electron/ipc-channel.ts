/** The one channel between a window and the store. */
export const ipcChannel = 'clockroom';
