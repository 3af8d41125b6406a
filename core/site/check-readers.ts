import type { Site, SiteReader } from './schema.ts';

/** How many bytes or characters a UID takes in each encoding. */
const lengthsOf: Record<NonNullable<Extract<SiteReader, { encoding?: unknown }>['encoding']>, readonly number[]> = {
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
    if (reader.type === 'sim' || reader.type === 'pcsc' || reader.type === 'keyboard') return;
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
