import { readerPresetIds, readerPresets } from '../../../core/model/site/reader-presets.ts';
import type { SectionGiven } from '../../../core/model/site/sections.ts';
import type { Entry, Field, Typed } from './field.ts';
import { codePattern, type DeviceSheetId, plainList, type SectionValue, type Sheet } from './sheet.ts';

/** The lists of devices: printers, lines and the terminals on them, readers, voices. */

const speeds = ['9600', '19200', '38400', '57600', '115200', '230400'];
const printedKinds = /^(bill|handover|receipt|payslip|dispatch|order:[A-Za-z0-9._-]+)$/;
const usbNumber = /^[0-9A-Fa-f]{4}$/;
const hours = /^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d$/;

/** Only where another field says one of these. */
const where =
  (field: string, ...values: readonly string[]) =>
  (typed: Typed) =>
    values.includes(typed[field] ?? '');

const deviceId: Field = { id: 'deviceId', path: 'id', kind: 'code', pattern: codePattern };
const speed: Omit<Field, 'path'> = {
  id: 'baudRate',
  kind: 'choice',
  choices: speeds,
  labels: {},
  isNumber: true,
  initial: '9600',
};

/** Where a device hangs: fields that follow the way it is connected. */
function reached(
  by: string,
  at: string,
  ways: { network: string[]; path: string[]; serial: string[]; port: string },
): Field[] {
  const isForm = { isFormOnly: true };
  return [
    { id: 'host', path: `${at}host`, kind: 'text', max: 126, appliesTo: where(by, ...ways.network) },
    {
      ...{ id: 'port', path: `${at}port`, kind: 'count', min: 1, max: 65_535, initial: ways.port },
      ...isForm,
      appliesTo: where(by, ...ways.network),
    },
    { id: 'path', path: `${at}path`, kind: 'text', max: 256, appliesTo: where(by, ...ways.path) },
    { ...speed, path: `${at}baudRate`, ...isForm, appliesTo: where(by, ...ways.serial) },
  ];
}

const printers: Sheet = {
  ...plainList('printers', 'printers', [
    deviceId,
    {
      ...{ id: 'printerLine', path: 'transport.type', kind: 'choice', initial: 'tcp' },
      choices: ['tcp', 'usb', 'serial', 'file', 'sim'],
    },
    ...reached('printerLine', 'transport.', {
      ...{ network: ['tcp'], path: ['usb', 'serial', 'file'], serial: ['serial'], port: '9100' },
    }),
    {
      ...{ id: 'flow', path: 'transport.flow', kind: 'choice', choices: ['rts-cts', 'xon-xoff'] },
      ...{ isOptional: true, isFormOnly: true, appliesTo: where('printerLine', 'serial') },
    },
    {
      ...{ id: 'prints', path: 'prints', kind: 'several', options: 'prints', isFree: true, pattern: printedKinds },
      ...{ isOptional: true, whenEmpty: [] },
    },
    {
      id: 'paperMm',
      path: 'paperMm',
      kind: 'choice',
      choices: ['80', '58'],
      labels: {},
      isNumber: true,
      initial: '80',
    },
    {
      ...{ id: 'printerEncoding', path: 'encoding', kind: 'choice', initial: 'gb18030', isFormOnly: true },
      choices: ['gb18030', 'big5', 'shiftjis', 'ksc5601', 'cp437', 'cp858', 'cp866', 'cp1252'],
      labels: {
        gb18030: 'GB18030 简体中文',
        big5: 'Big5 繁體中文',
        shiftjis: 'Shift JIS 日本語',
        ksc5601: 'KS C 5601 한국어',
      },
    },
    {
      ...{ id: 'statusReplies', path: 'statusReplies', kind: 'choice', choices: ['auto', 'none'] },
      ...{ isOptional: true, isFormOnly: true },
    },
    {
      ...{ id: 'drawerPin', path: 'drawerPin', kind: 'choice', choices: ['2', '5'], labels: {}, isNumber: true },
      ...{ isOptional: true, isFormOnly: true },
    },
    { id: 'qr', path: 'qr', kind: 'yesNo', isOptional: true, isFormOnly: true },
    { id: 'standIn', path: 'fallback.printer', kind: 'choice', options: 'printer', isOptional: true, isFormOnly: true },
    {
      ...{ id: 'standInAfter', path: 'fallback.afterMinutes', kind: 'count', min: 1, max: 120, initial: '3' },
      ...{ isFormOnly: true, appliesTo: ({ standIn = '' }) => standIn !== '' },
    },
  ]),
  isDevices: true,
  follow: {
    sheet: 'printers',
    entry: (one, before, after) => {
      const { fallback, ...others } = one as { fallback?: { printer: string } };
      if (fallback?.printer !== before.id) return one;
      return after ? { ...one, fallback: { ...fallback, printer: after.id } } : others;
    },
  },
};

const busesIn = (value: SectionValue) => (value as SectionGiven<'terminals'>).buses;

const lines: Sheet = {
  ...{ id: 'lines', section: 'terminals', isDevices: true },
  fields: [
    deviceId,
    {
      ...{ id: 'busLine', path: 'transport.type', kind: 'choice', initial: 'serial' },
      choices: ['serial', 'tcp', 'sim'],
    },
    ...reached('busLine', 'transport.', { network: ['tcp'], path: ['serial'], serial: ['serial'], port: '4001' }),
    {
      ...{ id: 'direction', path: 'transport.direction', kind: 'choice', choices: ['rts', 'rts-inverted'] },
      ...{ isOptional: true, isFormOnly: true, appliesTo: where('busLine', 'serial') },
    },
    { id: 'searchSpeed', path: 'searchSpeed', kind: 'yesNo', isOptional: true, isFormOnly: true },
    { id: 'mark', path: 'mark', kind: 'yesNo', isOptional: true, isFormOnly: true },
  ],
  entriesIn: (value) => busesIn(value).map(({ terminals: _terminals, ...line }) => line),
  withEntries: (value, entries) => {
    const there = new Map(busesIn(value).map(({ id, terminals }) => [id, terminals]));
    const buses = entries.map((line) => ({ ...line, terminals: there.get(String(line.id)) ?? [] }));
    return { buses } as unknown as SectionValue;
  },
  follow: {
    sheet: 'terminals',
    entry: (one, before, after) => {
      if (one.line !== before.id) return one;
      return after ? { ...one, line: after.id } : null;
    },
  },
};

/** A display of which only half is said has the rest as usual. */
function displayOf({ text }: Entry): object {
  const { lines: rows, encoding } = (text ?? {}) as { lines?: number; encoding?: string };
  if (rows === undefined && encoding === undefined) return {};
  return { text: { lines: rows ?? 1, columns: 16, encoding: encoding ?? 'ascii' } };
}

/** The place that stands for the reader of the clock room. */
export const clockRoom = 'clock-room';

const terminals: Sheet = {
  ...{ id: 'terminals', section: 'terminals', isDevices: true },
  fields: [
    { id: 'place', path: 'where', kind: 'choice', options: 'place' },
    { id: 'line', path: 'line', kind: 'choice', options: 'line' },
    { id: 'address', path: 'address', kind: 'count', min: 0, max: 126 },
    { id: 'keypad', path: 'keypad', kind: 'yesNo', isOptional: true },
    {
      ...{ id: 'rows', path: 'text.lines', kind: 'choice', choices: ['1', '2', '4'], labels: {}, isNumber: true },
      ...{ isOptional: true, isFormOnly: true },
    },
    {
      ...{ id: 'displayEncoding', path: 'text.encoding', kind: 'choice', choices: ['ascii', 'gb18030'] },
      ...{ isOptional: true, isFormOnly: true },
    },
  ],
  numberOf: ({ line, address }) => `${String(line)}/${String(address)}`,
  entriesIn: (value) =>
    busesIn(value).flatMap(({ id: line, terminals: all }) =>
      all.map(({ room, place, ...one }) => ({ id: `${line}/${one.address}`, line, where: room ?? place, ...one })),
    ),
  withEntries: (value, entries) => {
    const buses = busesIn(value).map((line) => ({
      ...line,
      terminals: entries
        .filter((one) => one.line === line.id)
        .map((one) => ({
          address: one.address,
          ...(one.where === clockRoom ? { place: clockRoom } : { room: one.where }),
          ...(one.keypad === undefined ? {} : { keypad: one.keypad }),
          ...displayOf(one),
        })),
    }));
    return { buses } as unknown as SectionValue;
  },
};

const presetNames = Object.fromEntries(readerPresetIds.map((id) => [id, readerPresets[id].name]));
const presetKind = ({ readerKind, preset = '' }: Typed) =>
  readerKind === 'preset'
    ? (readerPresets as Record<string, { settings: { type: string } }>)[preset]?.settings.type
    : null;
const isHid = where('readerKind', 'hid');
const sendsLines = where('readerKind', 'serial', 'tcp');
const types = where('readerKind', 'keyboard');
const optional = { isOptional: true, isFormOnly: true };

const readers: Sheet = {
  ...plainList('readers', 'readers', [
    deviceId,
    {
      ...{ id: 'readerKind', path: 'type', kind: 'choice', initial: 'pcsc' },
      choices: ['pcsc', 'preset', 'keyboard', 'hid', 'serial', 'tcp', 'sim'],
    },
    {
      ...{ id: 'preset', path: 'preset', kind: 'choice', choices: readerPresetIds, labels: presetNames },
      appliesTo: where('readerKind', 'preset'),
    },
    {
      id: 'pcscName',
      path: 'reader',
      kind: 'text',
      max: 126,
      isOptional: true,
      appliesTo: where('readerKind', 'pcsc'),
    },
    { id: 'host', path: 'host', kind: 'text', max: 126, appliesTo: where('readerKind', 'tcp') },
    {
      id: 'port',
      path: 'port',
      kind: 'count',
      min: 1,
      max: 65_535,
      isFormOnly: true,
      appliesTo: where('readerKind', 'tcp'),
    },
    {
      ...{ id: 'path', path: 'path', kind: 'text', max: 256 },
      appliesTo: (typed) => typed.readerKind === 'serial' || presetKind(typed) === 'serial',
    },
    {
      ...{ ...speed, path: 'baudRate', isFormOnly: true },
      appliesTo: where('readerKind', 'serial'),
    },
    {
      ...{ ...speed, id: 'ownSpeed', path: 'baudRate', initial: '', ...optional },
      appliesTo: (typed) => presetKind(typed) === 'serial',
    },
    { id: 'vendorId', path: 'vendorId', kind: 'code', pattern: usbNumber, appliesTo: isHid },
    { id: 'productId', path: 'productId', kind: 'code', pattern: usbNumber, appliesTo: isHid },
    { id: 'usagePage', path: 'usagePage', kind: 'code', pattern: usbNumber, ...optional, appliesTo: isHid },
    {
      ...{ id: 'serialNumber', path: 'serialNumber', kind: 'text', max: 126, ...optional },
      appliesTo: (typed) => typed.readerKind === 'hid' || presetKind(typed) === 'hid',
    },
    { id: 'reportId', path: 'reportId', kind: 'count', min: 1, max: 255, ...optional, appliesTo: isHid },
    { id: 'begins', path: 'begins', kind: 'code', pattern: /^([0-9A-Fa-f]{2}){1,8}$/, ...optional, appliesTo: isHid },
    { id: 'lengthAt', path: 'lengthAt', kind: 'count', max: 1023, ...optional, appliesTo: isHid },
    {
      ...{ id: 'uidEncoding', path: 'encoding', kind: 'choice', isFormOnly: true, initial: 'hex' },
      choices: ['bytes', 'hex', '8H10D', '5+5', '6H8D', '3+5', '14H17D'],
      labels: {},
      appliesTo: where('readerKind', 'hid', 'serial', 'tcp'),
    },
    {
      ...{ id: 'typedEncoding', path: 'encoding', kind: 'choice', ...optional },
      choices: ['hex', '8H10D', '5+5', '6H8D', '3+5', '14H17D'],
      labels: {},
      appliesTo: types,
    },
    {
      ...{ id: 'reversed', path: 'reversed', kind: 'yesNo', ...optional },
      appliesTo: ({ readerKind }) => readerKind !== 'pcsc' && readerKind !== 'sim',
    },
    {
      ...{ id: 'offset', path: 'offset', kind: 'count', max: 1023, ...optional },
      appliesTo: where('readerKind', 'hid', 'serial', 'tcp'),
    },
    {
      ...{ id: 'uidLength', path: 'length', kind: 'count', min: 1, max: 64, ...optional },
      appliesTo: where('readerKind', 'hid', 'serial', 'tcp'),
    },
    {
      id: 'prefix',
      path: 'prefix',
      kind: 'bytes',
      ...optional,
      appliesTo: (typed) => sendsLines(typed) || types(typed),
    },
    {
      id: 'suffix',
      path: 'suffix',
      kind: 'bytes',
      ...optional,
      appliesTo: (typed) => sendsLines(typed) || types(typed),
    },
  ]),
  isDevices: true,
};

interface VoiceValue {
  voice: Omit<SectionGiven<'voice'>['voice'], 'quietHours'> & { quietHours?: readonly { from: string; to: string }[] };
}
const voiceIn = (value: SectionValue) => (value as unknown as VoiceValue).voice;

const voice: Sheet = {
  ...{ id: 'voice', section: 'voice', isOne: true, isDevices: true },
  fields: [
    { id: 'engine', path: 'engine', kind: 'choice', choices: ['auto', 'say', 'espeak-ng', 'file', 'none'] },
    { id: 'spoken', path: 'languages', kind: 'several', choices: ['zh-CN', 'en'] },
    { id: 'repeat', path: 'repeat', kind: 'count', min: 1, max: 5 },
    { id: 'quietHours', path: 'quietHours', kind: 'several', isFree: true, pattern: hours, isOptional: true },
  ],
  numberOf: () => '',
  entriesIn: (value) => {
    const { places: _places, quietHours, ...own } = voiceIn(value);
    const spans = quietHours?.map(({ from, to }) => `${from}-${to}`);
    return [{ id: 'voice', ...own, ...(spans ? { quietHours: spans } : {}) }];
  },
  withEntries: (value, [entry]) => {
    const { places } = voiceIn(value);
    const { id: _id, quietHours, ...own } = entry as { id: string; quietHours?: string[] };
    const spans = quietHours?.map((span) => {
      const [from = '', to = ''] = span.split('-');
      return { from, to };
    });
    const all = { ...own, ...(spans ? { quietHours: spans } : {}), ...(places ? { places } : {}) };
    return { voice: all } as unknown as SectionValue;
  },
};

const places: Sheet = {
  ...{ id: 'places', section: 'voice', isDevices: true },
  fields: [
    deviceId,
    {
      ...{ id: 'placeEngine', path: 'engine', kind: 'choice', initial: 'station' },
      choices: ['station', 'auto', 'say', 'espeak-ng', 'file', 'none'],
    },
    {
      ...{ id: 'soundDevice', path: 'device', kind: 'text', pattern: /^[A-Za-z0-9][\w:.,=-]{0,79}$/, ...optional },
      appliesTo: where('placeEngine', 'auto', 'espeak-ng'),
    },
    { id: 'says', path: 'says', kind: 'several', choices: ['call', 'reminder', 'service'], isOptional: true },
    { id: 'floors', path: 'floors', kind: 'several', options: 'floor', isFree: true, isOptional: true },
  ],
  entriesIn: (value) => voiceIn(value).places ?? [],
  withEntries: (value, entries) => {
    const { places: _places, ...own } = voiceIn(value);
    return { voice: { ...own, ...(entries.length > 0 ? { places: entries } : {}) } } as unknown as SectionValue;
  },
};

export const deviceSheets: Readonly<Record<DeviceSheetId, Sheet>> = {
  printers,
  lines,
  terminals,
  readers,
  voice,
  places,
};
