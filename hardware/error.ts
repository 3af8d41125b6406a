/**
 * The one error class of the hardware bridge. `code` is stable and is what the host translates for people;
 * `context` holds facts (never keys or PINs).
 */
export class HardwareError extends Error {
  readonly code: HardwareErrorCode;
  readonly context: Readonly<Record<string, unknown>>;

  constructor(code: HardwareErrorCode, context: Record<string, unknown> = {}, options?: ErrorOptions) {
    super(`${code} ${JSON.stringify(context)}`, options);
    this.name = 'HardwareError';
    this.code = code;
    this.context = context;
  }
}

export type HardwareErrorCode =
  | 'TRANSPORT_NOT_OPEN'
  | 'TRANSPORT_OPEN_FAILED'
  /** Whoever looks after paths did not let it be opened. */
  | 'DEVICE_PATH'
  | 'TRANSPORT_WRITE_FAILED'
  | 'TRANSPORT_TIMEOUT'
  | 'TRANSPORT_CLOSED'
  | 'TRANSPORT_NOT_SUPPORTED'
  | 'OSDP_OFFLINE'
  | 'OSDP_REFUSED'
  | 'OSDP_BAD_ARGUMENT'
  | 'OSDP_MALFORMED'
  | 'PRINTER_OFFLINE'
  | 'PRINTER_NO_PAPER'
  | 'PRINTER_MAYBE_PRINTED'
  | 'PRINTER_BAD_TICKET'
  | 'PRINTER_BAD_SETTINGS'
  | 'VOICE_NO_ENGINE'
  | 'VOICE_FAILED'
  | 'READER_NOT_FOUND'
  | 'READER_NOT_LEARNT'
  | 'HID_NO_LIBRARY'
  | 'PCSC_NO_LIBRARY'
  | 'PCSC_NO_SERVICE'
  | 'PCSC_FAILED'
  | 'CARD_REMOVED'
  | 'CARD_BUSY'
  | 'CARD_FAILED'
  | 'CARD_BAD_APDU'
  | 'SIM_BAD_ARGUMENT'
  | 'SIM_NOT_SUPPORTED';
