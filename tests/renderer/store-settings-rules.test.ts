import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clockTypes } from '../../core/model/clock-types/clock-types.ts';
import { sectionsOf } from '../../core/model/site/sections.ts';
import type { SectionView } from '../../host/parts/settings/views.ts';
import {
  draftOf,
  editsIn,
  rebased,
  setTo,
  withAdded,
  withChanged,
  withRemoved,
} from '../../renderer/store/store-settings/draft.ts';
import { entryOf, type Options, typedOf } from '../../renderer/store/store-settings/field.ts';
import { headWords } from '../../renderer/store/store-settings/heads.ts';
import { cellsOf, columnsOf, entriesPasted, mostRows } from '../../renderer/store/store-settings/pasted.ts';
import { type SheetId, sheetIds } from '../../renderer/store/store-settings/sheet.ts';
import { sheets } from '../../renderer/store/store-settings/sheets.ts';
import { exampleSite } from './support/scene.ts';

const site = exampleSite();
const sections = sectionsOf(site, false);
const choice = (...values: string[]) => values.map((value) => ({ value, label: value, words: [] }));
const options: Options = {
  role: [
    { value: 'technician', label: '技师', words: [] },
    { value: 'manager', label: '经理', words: [] },
    { value: 'receptionist', label: '咨客', words: [] },
    { value: 'cashier', label: '收银', words: [] },
    ...choice('waiter', 'cleaner', 'cook', 'technical'),
  ],
  gender: [
    { value: 'F', label: '女', words: ['female'] },
    { value: 'M', label: '男', words: ['male'] },
  ],
  group: site.groups.map(({ code, name }) => ({ value: code, label: name['zh-CN'], words: [name.en] })),
  skill: [],
  kind: [],
  floor: [],
  level: [],
  category: [],
  tender: choice('cash', 'external', 'purse', 'voucher', 'on-account', 'complimentary'),
  currency: choice('CNY', ...site.currencies.map(({ code }) => code)),
  line: choice(...site.buses.map(({ id }) => id)),
  place: choice('clock-room', ...site.rooms.map(({ no }) => no)),
  printer: choice(...site.printers.map(({ id }) => id)),
  prints: choice('bill', 'receipt'),
  item: choice(...site.services.map(({ code }) => code)),
  clockType: choice(...clockTypes),
  technician: choice(...site.technicians.map(({ no }) => no)),
};
const context = { options, currency: 'CNY' };
const viewOf = (section: 'rooms' | 'people', value: unknown, version = 1) =>
  ({
    ...{ section, value, version, setBy: 'M01', setAt: 0, withCard: [], plannedFrom: null, today: '2026-11-21' },
  }) as SectionView;
const rowsPasted = (text: string, id: SheetId = 'people', there: string[] = []) => {
  const cells = cellsOf(text);
  const { fields } = sheets[id];
  const found = columnsOf(cells, fields, headWords);
  return entriesPasted(cells, found, fields, {
    ...context,
    blank: { role: 'technician', gender: 'F', hiredOn: '2026-11-21' },
    there: new Set(there),
  });
};

describe('what stands in a form', () => {
  test.each(sheetIds)('of %s says again what it was made from, and nothing else', (id) => {
    const sheet = sheets[id];
    for (const entry of sheet.entriesIn(sections[sheet.section])) {
      const read = entryOf(typedOf(entry, sheet.fields, 'CNY'), entry, sheet.fields, context);
      expect(read).toEqual({ ok: true, entry });
      if (read.ok) expect(JSON.stringify(read.entry)).toBe(JSON.stringify(entry));
    }
    expect(sheet.withEntries(sections[sheet.section], sheet.entriesIn(sections[sheet.section]))).toEqual(
      sections[sheet.section],
    );
  });

  test('is brought into its one form, and what is wrong is said at its field', () => {
    const typed = {
      code: '３０１',
      nameZh: ' 足疗 ',
      minutes: '６０',
      price: '１，２００。５',
      group: '足疗部',
      skill: 'foot',
      extensionMinutes: '30',
      extensionPrice: '99',
    };
    expect(entryOf(typed, null, sheets.items.fields, context)).toEqual({
      ok: true,
      entry: {
        ...{ code: '301', name: { 'zh-CN': '足疗', en: '足疗' }, minutes: 60, price: 120_050 },
        ...{
          group: site.groups.find(({ name }) => name['zh-CN'] === '足疗部')?.code,
          skill: 'foot',
          extension: { minutes: 30, price: 9_900 },
        },
      },
    });
    const wrong = { ...typed, code: 'A1', price: '12.345', minutes: '0', group: '没有', nameZh: '' };
    expect(entryOf(wrong, null, sheets.items.fields, context)).toMatchObject({
      ok: false,
      problems: {
        code: 'code',
        price: 'amount',
        minutes: 'count',
        group: 'option',
        nameZh: 'missing',
        nameEn: 'missing',
      },
    });
  });

  test('anything typed anywhere gives an entry or a problem at a field that is there', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...sheetIds),
        fc.array(fc.string({ unit: 'binary', maxLength: 12 }), { minLength: 14, maxLength: 14 }),
        (id, texts) => {
          const { fields } = sheets[id];
          const typed = Object.fromEntries(fields.map((field, index) => [field.id, texts[index] ?? '']));
          const read = entryOf(typed, null, fields, context);
          if (read.ok) return;
          const ids = new Set(fields.map((field) => field.id));
          expect(Object.keys(read.problems).filter((one) => !ids.has(one))).toEqual([]);
          expect(Object.keys(read.problems).length).toBeGreaterThan(0);
        },
      ),
    );
  });
});

describe('what is pasted', () => {
  const heads = '岗位\t工号\t姓名\t性别\t班组\t技能\t级别\n';

  test('out of a sheet is people, each row with its own answer', () => {
    const rows = rowsPasted(
      `${heads}技师\t８０１\t王一\t女\t足疗部\tfoot、spa\tA\n收银\tC9\t老张\t\t\t\t\n技师\t803\t王三\t？\t足疗部\tfoot\tA\n技师\t801\t王四\t男\t足疗部\tfoot\tA`,
      'people',
      ['7'],
    );
    expect(rows.map(({ line, entry }) => [line, entry?.no ?? null])).toEqual([
      [2, '801'],
      [3, 'C9'],
      [4, null],
      [5, null],
    ]);
    expect(rows[0]?.entry).toMatchObject({
      role: 'technician',
      name: '王一',
      skills: ['foot', 'spa'],
      hiredOn: '2026-11-21',
    });
    expect(rows[1]?.entry).toEqual({ role: 'cashier', no: 'C9', name: '老张' });
    expect(rows[2]?.problems).toEqual({ gender: 'option' });
    expect(rows[3]?.isTwice).toBe(true);
  });

  test('is found by English heads, by commas and by quotes, and by order without heads', () => {
    const [row] = rowsPasted('Number,Name,Gender,Groups,Skills,Level\r\n801,"Wang, ""Amy""",F,足疗部,foot,A\r\n');
    expect(row?.entry).toMatchObject({ no: '801', name: 'Wang, "Amy"' });
    expect(rowsPasted('201\t2\tfoot\t3\n202\t2\tfoot\t2', 'rooms').map(({ entry }) => entry)).toEqual([
      { no: '201', floor: '2', kind: 'foot', beds: 3 },
      { no: '202', floor: '2', kind: 'foot', beds: 2 },
    ]);
  });

  test('gives rows or what is wrong with them, whatever it is, and never more than are taken at once', () => {
    const cell = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 8 }),
      fc.constantFrom('工号', '姓名', '女', '801', '足疗部', '"', '""', '\n', '\t', ',', '__proto__', 'constructor'),
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc
        .array(fc.array(cell, { maxLength: 9 }), { maxLength: 12 })
        .map((rows) => rows.map((row) => row.join('\t')).join('\n')),
    );
    fc.assert(
      fc.property(text, fc.constantFrom(...sheetIds), (pasted, id) => {
        const rows = rowsPasted(pasted, id);
        expect(rows.length).toBeLessThanOrEqual(mostRows + 1);
        for (const { entry, problems, isTwice } of rows) {
          const isWrong = isTwice || Object.keys(problems).length > 0;
          expect(entry === null).toBe(isWrong);
        }
        const numbers = rows.flatMap(({ entry }) => (entry ? [String(entry.no ?? entry.code)] : []));
        expect(new Set(numbers).size).toBe(numbers.length);
      }),
    );
    expect(
      rowsPasted(Array.from({ length: 2_000 }, (_, at) => `${at}\t2\tfoot\t1`).join('\n'), 'rooms').length,
    ).toBeLessThanOrEqual(mostRows + 1);
  });

  test('cells come back as they were quoted', () => {
    const cells = fc.array(
      fc.array(
        fc.string({ maxLength: 6 }).map((one) => `x${one.replace(/\r/g, '').trim()}`.trim()),
        { minLength: 2, maxLength: 4 },
      ),
      { minLength: 1, maxLength: 5 },
    );
    fc.assert(
      fc.property(cells, (rows) => {
        const text = rows.map((row) => row.map((one) => `"${one.replaceAll('"', '""')}"`).join('\t')).join('\r\n');
        expect(cellsOf(text)).toEqual(rows);
      }),
    );
  });
});

describe('a draft', () => {
  type Room = (typeof site.rooms)[number];
  const beds = (rooms: readonly Room[], no: string) => rooms.find((room) => room.no === no)?.beds;
  const draft = draftOf(viewOf('rooms', sections.rooms));
  const keyOf = (no: string) => draft.rows.rooms?.find(({ entry }) => entry.no === no)?.key ?? '';
  const roomsOf = (value: unknown) => (value as { rooms: Room[] }).rooms;

  test('counts what is edited, and is nothing when all is as it was', () => {
    const [first] = draft.rows.rooms ?? [];
    if (!first) throw new Error('no rooms');
    const edited = withChanged(draft, 'rooms', first.key, { ...first.entry, beds: 9 });
    expect([editsIn(draft), editsIn(edited), editsIn(withChanged(edited, 'rooms', first.key, first.entry))]).toEqual([
      0, 1, 0,
    ]);
    expect(
      editsIn(
        withRemoved(
          withAdded(edited, 'rooms', [{ no: '999', floor: '9', kind: 'foot', beds: 1 }]),
          'rooms',
          keyOf('202'),
        ),
      ),
    ).toBe(3);
    expect(setTo(draft)).toEqual(sections.rooms);
  });

  test('stands over what somebody else changed meanwhile, field by field', () => {
    const mine = withRemoved(
      withChanged(draft, 'rooms', keyOf('201'), { ...roomsOf(sections.rooms)[0], beds: 9 }),
      'rooms',
      keyOf('202'),
    );
    const theirs = roomsOf(sections.rooms)
      .filter(({ no }) => no !== '204')
      .map((room) => (room.no === '201' ? { ...room, kind: 'spa' } : room.no === '203' ? { ...room, beds: 8 } : room));
    const both = roomsOf(setTo(rebased(mine, viewOf('rooms', { rooms: theirs }, 2))));
    expect(both.find(({ no }) => no === '201')).toMatchObject({ beds: 9, kind: 'spa' });
    expect([beds(both, '202'), beds(both, '203'), beds(both, '204')]).toEqual([undefined, 8, undefined]);
  });

  test('over anything is what the other one made of it where nothing was edited here, and the same edits where nothing was there', () => {
    const change = fc.record({
      drop: fc.subarray(
        sections.rooms.rooms.map(({ no }) => no),
        { maxLength: 4 },
      ),
      beds: fc.integer({ min: 1, max: 40 }),
      at: fc.nat(10),
    });
    const changedBy = ({ drop, beds: many, at }: { drop: string[]; beds: number; at: number }) =>
      roomsOf(sections.rooms)
        .map((room, index) => (index === at ? { ...room, beds: many } : room))
        .filter(({ no }) => !drop.includes(no));
    fc.assert(
      fc.property(change, (theirs) => {
        const view = viewOf('rooms', { rooms: changedBy(theirs) }, 2);
        expect(setTo(rebased(draft, view))).toEqual(view.value);
        const own = { ...draft, rows: draftOf(view).rows };
        expect(setTo(rebased(own, viewOf('rooms', sections.rooms, 2)))).toEqual(view.value);
      }),
    );
  });
});
