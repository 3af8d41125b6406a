import { type ReaderPreset, readerPresets } from '../../model/site/reader-presets.ts';
import type { Site, SiteReader } from '../../model/site/schema.ts';
import type { PlainReader } from './resolve-reader.ts';

/** How many bytes or characters a UID takes in each encoding. */
const lengthsOf: Record<NonNullable<Extract<PlainReader, { encoding?: unknown }>['encoding']>, readonly number[]> = {
  bytes: [4, 5, 6, 7, 8, 9, 10],
  hex: [8, 10, 12, 14, 16, 18, 20],
  '8H10D': [10],
  '6H8D': [8],
  '14H17D': [17],
  '3+5': [8, 9],
  '5+5': [10, 11],
};

/** What a reader's profile says must be able to hold a UID. */
export function checkReaders(site: Site, report: (path: PropertyKey[], allowed: string) => void): void {
  site.readers.forEach((reader, index) => {
    const path = ['readers', index];
    if (reader.type === 'preset') checkPreset(reader, path, report);
    if (reader.type === 'preset' || reader.type === 'sim' || reader.type === 'pcsc' || reader.type === 'keyboard')
      return;
    const lengths = lengthsOf[reader.encoding];
    if (reader.length !== undefined && !lengths.includes(reader.length)) {
      report([...path, 'length'], `${lengths.join(', ')} for ${reader.encoding}`);
    }
    if (reader.type === 'hid') checkReport(reader, path, report);
    else if (reader.encoding === 'bytes' && reader.suffix === undefined) {
      report([...path, 'suffix'], 'given, since a CR or LF may be a part of the bytes');
    }
  });
}

/** What may stand beside a preset depends on the kind of reader it is. */
function checkPreset(
  reader: Extract<SiteReader, { type: 'preset' }>,
  path: PropertyKey[],
  report: (path: PropertyKey[], allowed: string) => void,
): void {
  const { settings }: ReaderPreset = readerPresets[reader.preset];
  const { type } = settings;
  if (type === 'serial' && reader.path === undefined) report([...path, 'path'], 'the serial device it hangs on');
  const without = (field: 'path' | 'baudRate' | 'serialNumber' | 'reversed') => {
    if (reader[field] !== undefined) report([...path, field], `nothing: ${reader.preset} is a ${type} reader`);
  };
  if (type !== 'serial') {
    without('path');
    without('baudRate');
  }
  if (type !== 'hid') without('serialNumber');
  if (type === 'pcsc') without('reversed');
}

function checkReport(
  reader: Extract<SiteReader, { type: 'hid' }>,
  path: PropertyKey[],
  report: (path: PropertyKey[], allowed: string) => void,
): void {
  const { encoding, length, lengthAt, offset = 0 } = reader;
  if (length !== undefined && lengthAt !== undefined) report([...path, 'lengthAt'], 'either length or lengthAt');
  if (encoding === 'bytes' && length === undefined && lengthAt === undefined) {
    report([...path, 'length'], 'length or lengthAt, since a report is longer than a UID');
  }
  if (lengthAt !== undefined && lengthAt >= offset && offset + Math.max(...lengthsOf[encoding]) > lengthAt) {
    report([...path, 'lengthAt'], 'outside of the UID');
  }
}
