import { decodeUid, type UidFormat } from './uid.ts';

/** Where the UID stands in the reports of a USB reader. Offsets count from the first byte of the report. */
export interface HidReportFormat extends UidFormat {
  /** The first byte of the reports that carry a UID, where the reader numbers its reports; others are left alone. */
  reportId?: number | undefined;
  /** Hex: only reports that begin with these bytes carry a card, of readers that tell other things the same way. */
  begins?: string | undefined;
  /** Offset of the byte that says how many bytes the UID has, for readers of UIDs of several lengths. */
  lengthAt?: number | undefined;
}

/** `other` is a report that never carries a card; null one that should and does not. */
export function uidOfReport(report: Uint8Array, format: HidReportFormat): string | 'other' | null {
  const { reportId, begins, lengthAt, ...uid } = format;
  if (reportId !== undefined && report[0] !== reportId) return 'other';
  if (begins !== undefined && !beginsWith(report, Buffer.from(begins, 'hex'))) return 'other';
  if (lengthAt === undefined) return decodeUid(report, uid);
  const length = report[lengthAt];
  // Readers send a report with no UID in it when the card is taken away.
  if (length === 0) return 'other';
  return length === undefined ? null : decodeUid(report, { ...uid, length });
}

function beginsWith(report: Uint8Array, bytes: Uint8Array): boolean {
  return bytes.every((byte, at) => report[at] === byte);
}
