import { HardwareError } from '../error.ts';
import { type HidReportFormat, uidOfReport } from './hid-report.ts';
import { decodeUid, type UidEncoding } from './uid.ts';

/** How many bytes or characters a UID can take in each encoding, the likelier first. */
const lengthsOf: Record<UidEncoding, readonly number[]> = {
  bytes: [7, 4, 10],
  hex: [14, 8, 20],
  '14H17D': [17],
  '8H10D': [10],
  '5+5': [11, 10],
  '3+5': [9, 8],
  '6H8D': [8],
};
const encodings = Object.keys(lengthsOf) as UidEncoding[];
const maxReportBytes = 1_024;

/**
 * Finds out where a reader puts the UID: give it the report that came while a card of known UID (upper-case hex, the
 * first byte first) was held. Throws READER_NOT_LEARNT when the UID, or a part of it, does not occur in the report.
 */
export function learnFromKnownCard(report: Uint8Array, uid: string): HidReportFormat {
  if (report.length <= maxReportBytes) {
    // The whole UID in any encoding is a better find than a part of it.
    for (const isWhole of [true, false]) {
      for (const format of candidates(report)) {
        const read = uidOfReport(report, format);
        if (read === null || read === 'other') continue;
        if (read === uid || (!isWhole && isPartOf(read, uid))) return withLengthByte(report, format);
      }
    }
  }
  throw new HardwareError('READER_NOT_LEARNT', { reportBytes: report.length });
}

/**
 * The same without any known UID: two reports of one card and one of another. The UID is where the first two are
 * alike and the third differs; text that is a UID counts before bytes. Throws READER_NOT_LEARNT when nothing, or
 * more than a counter or a checksum, tells the cards apart.
 */
export function learnFromCards(first: Uint8Array, again: Uint8Array, other: Uint8Array): HidReportFormat {
  const size = Math.min(first.length, again.length, other.length);
  if (size <= maxReportBytes) {
    const isSame = (at: number) => first[at] === again[at];
    const differs = [...Array(size).keys()].filter((at) => isSame(at) && first[at] !== other[at]);
    const [from, to] = [differs[0], differs.at(-1)];
    if (from !== undefined && to !== undefined) {
      const covers = ({ offset = 0, length = 0 }: HidReportFormat) => offset <= from && offset + length > to;
      const reads = (format: HidReportFormat) =>
        [first, again, other].every((report) => {
          const uid = uidOfReport(report, format);
          return uid !== null && uid !== 'other';
        });
      const fits = [...candidates(first)].filter((format) => !format.reversed && covers(format) && reads(format));
      const text = fits.find(({ encoding }) => encoding !== 'bytes');
      const best = text ?? shortest(fits);
      if (best) return withLengthByte(first, best);
    }
  }
  throw new HardwareError('READER_NOT_LEARNT', { reportBytes: size });
}

/** Every place and way a UID could stand in a report of this size. */
function* candidates(report: Uint8Array): Generator<HidReportFormat> {
  for (const encoding of encodings) {
    for (const length of lengthsOf[encoding]) {
      for (let offset = 0; offset + length <= report.length; offset += 1) {
        if (decodeUid(report, { encoding, offset, length }) === null) continue;
        yield { encoding, offset, length };
        yield { encoding, reversed: true, offset, length };
      }
    }
  }
}

/** A shortened UID is what a three- or four-byte reader makes of a longer one: its beginning or its end. */
function isPartOf(read: string, uid: string): boolean {
  return read.length < uid.length && (uid.startsWith(read) || uid.endsWith(read));
}

/** Binary UIDs usually have their number of bytes just before them: then cards of other lengths are read as well. */
function withLengthByte(report: Uint8Array, format: HidReportFormat): HidReportFormat {
  const { encoding, offset = 0, length } = format;
  const lengthAt = offset - 1;
  return encoding === 'bytes' && report[lengthAt] === length ? { ...format, length: undefined, lengthAt } : format;
}

function shortest(formats: readonly HidReportFormat[]): HidReportFormat | undefined {
  return formats.toSorted((a, b) => (a.length ?? 0) - (b.length ?? 0))[0];
}
