import writeExcelFile from 'write-excel-file/node';
import { dayMs, localTime } from '../../core/kernel/time.ts';
import type { FileView } from '../contract/views.ts';

/**
 * A cell: text, a number, an amount of money (in major units, exact to two places as Excel shows it), a calendar day
 * (`2026-11-22`), an instant (UTC ms) on a wall clock, shown as the time with its day behind it, so that it sorts and
 * is reckoned with; or nothing.
 */
export type Cell = string | number | null | { money: number } | { day: string } | { at: number; timeZone: string };

/** One sheet of a workbook. */
export interface Sheet {
  name: string;
  /** Bold, and stays in view. */
  head: readonly string[];
  rows: readonly (readonly Cell[])[];
  /** In characters; one for each column. */
  widths: readonly number[];
}

/** An Excel workbook as a file to save. Text that looks like a formula stays text. */
export async function workbook(name: string, sheets: readonly Sheet[]): Promise<FileView> {
  const written = writeExcelFile(
    sheets.map((sheet) => ({
      sheet: sheet.name,
      columns: sheet.widths.map((width) => ({ width })),
      stickyRowsCount: 1,
      data: [
        sheet.head.map((text) => ({ value: text, type: String, fontWeight: 'bold' as const })),
        ...sheet.rows.map((row) => row.map(cellOf)),
      ],
    })),
  );
  return { name, base64: (await written.toBuffer()).toString('base64') };
}

function cellOf(cell: Cell) {
  if (cell === null || cell === '') return null;
  if (typeof cell === 'string') return { value: cell, type: String };
  if (typeof cell === 'number') return { value: cell, type: Number };
  if ('money' in cell) return { value: cell.money, type: Number, format: '#,##0.00' };
  if ('day' in cell) return { value: dayNumber(cell.day), type: Number, format: 'yyyy-mm-dd' };
  const { date, hour, minute } = localTime(cell.at, cell.timeZone);
  return { value: dayNumber(date) + (hour * 60 + minute) / minutesOfDay, type: Number, format: 'hh:mm' };
}

/** A day as workbooks count them: whole days since the end of 1899. */
function dayNumber(date: string): number {
  return (Date.parse(date) - Date.UTC(1899, 11, 30)) / dayMs;
}

const minutesOfDay = 24 * 60;
