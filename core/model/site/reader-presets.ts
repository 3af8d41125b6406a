/** What a preset says of a reader, in the words of the site file; a serial one still needs its path. */
type PresetSettings =
  | { type: 'pcsc'; reader: string }
  | { type: 'keyboard'; encoding: 'hex' | '8H10D'; reversed?: true }
  | {
      type: 'hid';
      vendorId: string;
      productId: string;
      begins: string;
      lengthAt: number;
      offset: number;
      encoding: 'bytes';
    }
  | { type: 'serial'; baudRate: 9600; encoding: 'hex'; length: 10; prefix: string; suffix: string };

/** A reader whose way of telling a UID is published. `docs/hardware.md` names where. */
export interface ReaderPreset {
  /** Maker and product, or what the reader types. */
  name: string;
  /** USB vendor and product, `072F:2200`, where they are known. */
  usb: readonly string[];
  settings: PresetSettings;
}

const pcsc = (name: string, usb: string, reader: string): ReaderPreset => ({
  name,
  usb: [usb],
  settings: { type: 'pcsc', reader },
});

/** By the name that stands in the site file. What is in it stays; new ones are added. */
export const readerPresets = {
  acr122u: pcsc('ACS ACR122U', '072F:2200', 'ACR122'),
  acr1252u: pcsc('ACS ACR1252U', '072F:223B', 'ACR1252'),
  'omnikey-5022': pcsc('HID OMNIKEY 5022', '076B:5022', 'OMNIKEY 5022'),
  'omnikey-5422': pcsc('HID OMNIKEY 5422', '076B:5422', 'OMNIKEY 5422'),
  'omnikey-5427': pcsc('HID OMNIKEY 5427 CK', '076B:5427', 'OMNIKEY 5427'),
  'utrust-3700f': pcsc('Identiv uTrust 3700 F', '04E6:5790', 'uTrust 3700 F'),
  'prox-n-roll': pcsc("SpringCard Prox'N'Roll", '1C34:7141', "Prox'N'Roll"),
  'omnikey-5x27-keyboard': {
    name: 'HID OMNIKEY 5127/5427 CK: CSN, HEX',
    usb: [],
    settings: { type: 'keyboard', encoding: 'hex' },
  },
  'acr1281u-c2': { name: 'ACS ACR1281U-C2', usb: [], settings: { type: 'keyboard', encoding: 'hex' } },
  'decimal-10': {
    name: 'SYC ID&IC USB Reader: 026F6C3A → 0040856634',
    usb: ['FFFF:0035', '08FF:0009'],
    settings: { type: 'keyboard', encoding: '8H10D' },
  },
  'decimal-10-reversed': {
    name: 'SYC ID&IC USB Reader: 026F6C3A → 0980184834',
    usb: ['FFFF:0035', '08FF:0009'],
    settings: { type: 'keyboard', encoding: '8H10D', reversed: true },
  },
  'violet-mirror': {
    name: 'Violet Mir:ror',
    usb: ['1DA8:1301'],
    // 02: a tag; 01: put on; two zeros; the length of the UID; the UID.
    settings: {
      type: 'hid',
      vendorId: '1DA8',
      productId: '1301',
      begins: '0201',
      lengthAt: 4,
      offset: 5,
      encoding: 'bytes',
    },
  },
  rdm6300: {
    name: 'RDM6300, 125 kHz',
    usb: [],
    // STX, ten hex digits, two of a checksum, ETX.
    settings: { type: 'serial', baudRate: 9600, encoding: 'hex', length: 10, prefix: '\u0002', suffix: '\u0003' },
  },
  'id-12': {
    name: 'ID-2, ID-12, ID-20, 125 kHz',
    usb: [],
    // The same with CR LF before the ETX.
    settings: { type: 'serial', baudRate: 9600, encoding: 'hex', length: 10, prefix: '\u0002', suffix: '\r\n\u0003' },
  },
} as const satisfies Record<string, ReaderPreset>;

export type ReaderPresetId = keyof typeof readerPresets;

export const readerPresetIds = Object.keys(readerPresets) as [ReaderPresetId, ...ReaderPresetId[]];
