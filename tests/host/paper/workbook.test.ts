import { inflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { type Cell, workbook } from '../../../host/paper/workbook.ts';

/** The cells of the first row below the head: what stands in the sheet's file. */
async function rowOf(cells: readonly Cell[]): Promise<string[]> {
  const { base64 } = await workbook('x.xlsx', [
    { name: 'x', head: cells.map(() => 'h'), widths: cells.map(() => 9), rows: [cells] },
  ]);
  const sheet = fileIn(Buffer.from(base64, 'base64'), 'xl/worksheets/sheet1.xml');
  const row = /<row r="2".*?<\/row>/s.exec(sheet)?.[0] ?? '';
  return [...row.matchAll(/<v>(.*?)<\/v>/g)].map(([, value]) => value ?? '');
}

function fileIn(zip: Buffer, name: string): string {
  for (let at = zip.indexOf('PK\u0001\u0002'); at >= 0; at = zip.indexOf('PK\u0001\u0002', at + 4)) {
    if (zip.toString('utf8', at + 46, at + 46 + zip.readUInt16LE(at + 28)) !== name) continue;
    const start = zip.readUInt32LE(at + 42);
    const from = start + 30 + zip.readUInt16LE(start + 26) + zip.readUInt16LE(start + 28);
    const body = zip.subarray(from, from + zip.readUInt32LE(at + 20));
    return (zip.readUInt16LE(at + 10) === 8 ? inflateRawSync(body) : body).toString();
  }
  throw new Error(`no ${name}`);
}

describe('days and times in a workbook', () => {
  const timeZone = 'Asia/Shanghai';

  it('are numbers a sheet reckons with: days since the end of 1899, and their part for the time', async () => {
    // As every spreadsheet has them: 45000 is 2023-03-15.
    expect(await rowOf([{ day: '2023-03-15' }])).toEqual(['45000']);
    const [noon] = await rowOf([{ at: Date.UTC(2023, 2, 15, 4), timeZone }]);
    expect(Number(noon)).toBe(45_000.5);
  });

  it('sort after midnight behind the evening before, in the store’s own time', async () => {
    const evening = Date.UTC(2026, 10, 20, 15, 50);
    const cells = [evening, evening + 2 * 3_600_000].map((at) => ({ at, timeZone }));
    const [before = 0, after = 0] = (await rowOf(cells)).map(Number);
    expect(after - before).toBeCloseTo(2 / 24, 8);
    expect(Math.floor(after)).toBe(Math.floor(before) + 1);
  });
});
