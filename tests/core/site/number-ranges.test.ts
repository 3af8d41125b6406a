import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readRanges } from '../../../core/rules/site/number-ranges.ts';

const nosOf = (typed: string, most = 300, ofPeople = false) => {
  const read = readRanges(typed, most, ofPeople);
  return read.ok ? read.numbers.map(({ no }) => no) : read.problem;
};
const placed = (typed: string) => {
  const read = readRanges(typed, 300);
  return read.ok ? read.numbers.map(({ no, floor }) => `${floor}/${no}`) : read.problem;
};
const upTo = (first: number, last: number) => Array.from({ length: last - first + 1 }, (_, at) => String(first + at));

describe('rooms that are written as ranges', () => {
  it.each([
    '2F 201-212',
    '２０１－２１２',
    '201~212',
    '201～212',
    '201 — 212',
    '201至212',
    '2楼：201到212',
    '二楼 201-212号房',
    '2F201-212',
    '201-205，206；207、208-212',
    ' 201-206\n207-212 ',
    '2层（201-212）',
  ])('%s are twelve rooms on the second floor', (typed) => {
    expect(placed(typed)).toEqual(upTo(201, 212).map((no) => `2/${no}`));
  });

  it('stand on the floor that is written before them, else on the one their number tells', () => {
    expect(placed('1201、1302、8')).toEqual(['12/1201', '13/1302', '1/8']);
    expect(placed('B1 1-2 3F 1')).toMatchObject({ code: 'twice', no: '1' });
    expect(placed('B1: 11-12 3楼 21')).toEqual(['B1/11', 'B1/12', '3/21']);
  });

  it('keep their letters and their noughts', () => {
    expect(nosOf('V1-V3, A008-A010')).toEqual(['V1', 'V2', 'V3', 'A008', 'A009', 'A010']);
    expect(nosOf('V8-12')).toEqual(['V8', 'V9', 'V10', 'V11', 'V12']);
  });

  it.each([
    ['212-201', { code: 'backwards', part: '212-201', right: '201-212' }],
    ['201-12', { code: 'backwards', part: '201-12', right: '201-212' }],
    ['201-203 202', { code: 'twice', no: '202' }],
    ['201-999', { code: 'too-many', count: 799, most: 300 }],
    ['1-99999999', { code: 'too-many', count: 99_999_999, most: 300 }],
    ['贵宾房', { code: 'unreadable', part: '贵宾' }],
    ['201-', { code: 'unreadable', part: '201-' }],
    ['A1-B2', { code: 'unreadable', part: 'A1-B2' }],
    ['1-2-3', { code: 'unreadable', part: '1-2-3' }],
    ['201女', { code: 'unreadable', part: '201女' }],
    ['999999999', { code: 'unreadable', part: '999999999' }],
  ])('%s is told with what is wrong', (typed, problem) => {
    expect(nosOf(typed)).toEqual(problem);
  });

  it('are none where nothing is written', () => {
    expect(nosOf(' 　\n')).toEqual([]);
  });

  it('are answered whatever is written: each number once, as many as may be', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '2F',
        '201',
        '-',
        '～',
        '、',
        ' ',
        '女',
        '二楼',
        'V',
        '至',
        '9',
        '：',
        '号',
        '８',
        '\u0000',
        '楼',
      ),
      fc.string({ maxLength: 4, unit: 'grapheme' }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), fc.boolean(), (pieces, ofPeople) => {
        const read = readRanges(pieces.join(''), 50, ofPeople);
        if (!read.ok) return;
        const nos = read.numbers.map(({ no }) => no);
        expect(new Set(nos).size).toBe(nos.length);
        expect(nos.length).toBeLessThanOrEqual(50);
        for (const { no, floor } of read.numbers) {
          expect(no).toMatch(/^[A-Za-z0-9]{1,8}$/);
          expect(floor).toMatch(/^B?[0-9]{1,6}$/);
        }
      }),
    );
  });
});

describe('technicians that are written as ranges', () => {
  it('may have their gender before or behind', () => {
    const read = readRanges('1-2女 男:3、4M 5 12F', 300, true);
    expect(read.ok && read.numbers.map(({ no, gender }) => [no, gender])).toEqual([
      ['1', 'F'],
      ['2', 'F'],
      ['3', 'M'],
      ['4', 'M'],
      ['5', null],
      ['12', 'F'],
    ]);
  });
});

describe('kinds and beds of rooms at their numbers', () => {
  const kinds = [
    { code: 'foot', words: ['足疗房', 'Foot-care room'] },
    { code: 'vip', words: ['贵宾房', 'VIP room'] },
    { code: 'couple', words: ['双人房'] },
  ];
  const read = (typed: string) => {
    const found = readRanges(typed, 300, false, kinds);
    return found.ok ? found.numbers.map(({ no, kind, beds }) => `${no} ${kind ?? '-'} ${beds ?? '-'}`) : found.problem;
  };

  it.each([
    ['201-202 足疗房 2床、203 贵宾房', ['201 foot 2', '202 foot 2', '203 vip -']],
    ['201-202足疗，203贵宾3床', ['201 foot -', '202 foot -', '203 vip 3']],
    ['2F ２０１～２０２ ＶＩＰ ３Ｆ ３０１', ['201 vip -', '202 vip -', '301 - -']],
    ['201 202 vip 4张床 203', ['201 vip 4', '202 vip 4', '203 - -']],
    ['101-102、201贵宾', ['101 - -', '102 - -', '201 vip -']],
    ['足疗房 201-202 贵宾房 203、204', ['201 foot -', '202 foot -', '203 vip -', '204 vip -']],
    ['贵宾：207 208', ['207 vip -', '208 - -']],
    ['贵宾房 2床 207 3床 208', ['207 vip 3', '208 vip 2']],
    ['201 2beds', ['201 - 2']],
    ['201-202 vip 2 beds, 203 1 bed', ['201 vip 2', '202 vip 2', '203 - 1']],
    ['VIP1-VIP2 vip, VIP3', ['VIP1 vip -', 'VIP2 vip -', 'VIP3 - -']],
    ['贵宾207', ['207 vip -']],
    ['vip:207', ['207 vip -']],
    ['V1-V2 双人', ['V1 couple -', 'V2 couple -']],
    ['201-202', ['201 - -', '202 - -']],
  ])('%s', (typed, rooms) => {
    expect(read(typed)).toEqual(rooms);
  });

  it('are told where they mean nothing', () => {
    expect(read('201 茶室')).toMatchObject({ code: 'unreadable' });
    expect(read('2012床')).toMatchObject({ code: 'unreadable' });
    expect(read('201 99床')).toMatchObject({ code: 'unreadable', part: '99床' });
    expect(nosOf('201 贵宾房')).toMatchObject({ code: 'unreadable' });
  });

  it('take no number away and add none, wherever they stand', () => {
    const piece = fc.constantFrom(
      '201-203',
      '204',
      '2F',
      'V1-V2',
      '贵宾房',
      '足疗',
      '2床',
      'vip',
      '、',
      '301双人',
      '401×2床',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const found = readRanges(pieces.join(' '), 300, false, kinds);
        if (!found.ok) {
          expect(['twice', 'unreadable']).toContain(found.problem.code);
          return;
        }
        const bare = pieces.filter((one) => /^[2V]/.test(one) && !one.endsWith('床')).join(' ');
        const own = pieces.filter((one) => /^[34]01/.test(one)).map((one) => one.slice(0, 3));
        const nos = readRanges(bare, 300);
        expect(found.numbers.map(({ no }) => no).sort()).toEqual(
          [...(nos.ok ? nos.numbers.map(({ no }) => no) : []), ...own].sort(),
        );
      }),
    );
  });
});
