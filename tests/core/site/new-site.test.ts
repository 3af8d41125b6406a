import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Language } from '../../../core/kernel/money.ts';
import { presetCurrencies } from '../../../core/model/site/preset-money.ts';
import { isOpenPost, presetNames, presets } from '../../../core/model/site/presets.ts';
import {
  type AnswerField,
  answersByDefault,
  type NewStoreAnswers,
  newSite,
} from '../../../core/rules/site/new-site.ts';
import { answerNames, answerProblemText } from '../../../core/rules/site/new-site-words.ts';
import { parseSite } from '../../../core/rules/site/parse.ts';

const at = Date.UTC(2026, 10, 21, 4);
const languages: Language[] = ['zh-CN', 'en'];
const blank = (kind: NewStoreAnswers['kind'], language: Language): NewStoreAnswers => ({
  ...{
    kind,
    language,
    name: '',
    currency: '',
    timeZone: '',
    businessDayStartsAt: '',
    rooms: '',
    roomKind: '',
    beds: '',
  },
  ...{ managerName: '', managerNo: '', technicians: '', printer: '' },
});
const byDefault = answersByDefault('foot-bath', 'zh-CN');
const made = (answers: Partial<NewStoreAnswers>) => {
  const given = newSite({ ...byDefault, ...answers }, at);
  if (!given.ok) throw new Error(JSON.stringify(given.problems));
  return given.site;
};

/** Answers people give, most of them good ones. */
const typedAnswers: fc.Arbitrary<NewStoreAnswers> = fc
  .record({ kind: fc.constantFrom(...presetNames), language: fc.constantFrom(...languages) })
  .chain(({ kind, language }) =>
    fc.record({
      kind: fc.constant(kind),
      language: fc.constant(language),
      name: fc.oneof(
        fc.constantFrom('', '云水堂·江湾店', 'Ａ店 ', '\u200b'),
        fc.string({ maxLength: 100, unit: 'grapheme' }),
      ),
      currency: fc.constantFrom('', 'ｃｎｙ', ...presetCurrencies.map(({ code }) => code)),
      timeZone: fc.constantFrom('', 'Asia/Shanghai', 'Asia/Hong_Kong', 'America/New_York', 'UTC', 'Mars/Olympus'),
      businessDayStartsAt: fc.constantFrom('', '5', '5:00', '０５：００', '5点', '4点半', '0430', '25:00', 'x'),
      rooms: fc.constantFrom('', '2F 201-212', '２０１－２１２', 'V1-V5、8', '201-300', '9-1', '？'),
      roomKind: fc.constantFrom('', ...presets[kind].roomKinds.map(({ code }) => code)),
      beds: fc.constantFrom('', '1', '２', '40', '0', '41', '两'),
      managerName: fc.constantFrom('', '冯亮', 'Feng'),
      managerNo: fc.constantFrom('', 'M01', '１', '88', '店'),
      technicians: fc.constantFrom('', '1-15', '1-8女 9-12男', '88、6', 'A1', '15-1'),
      printer: fc.constantFrom(
        '',
        '192.168.1.50',
        '192.168.1.50：9100',
        '/dev/usb/lp0',
        'COM3',
        '\\\\PC\\POS',
        'TM-T88',
        '/etc/passwd',
      ),
    }),
  );

describe('a new store', () => {
  it('is made of nothing at all, in each language and of each kind', () => {
    for (const kind of presetNames) {
      for (const language of languages) {
        const given = newSite(blank(kind, language), at);
        expect(given).toEqual(newSite(answersByDefault(kind, language), at));
        expect(given.ok && parseSite(JSON.stringify(given.site))).toEqual(given.ok && { ok: true, site: given.site });
      }
    }
  });

  it('is one the schema takes, or every wrong answer is told in both languages with what would be right', () => {
    const said = new Set<string>();
    fc.assert(
      fc.property(typedAnswers, (answers) => {
        const given = newSite(answers, at);
        if (given.ok) {
          expect(parseSite(JSON.stringify(given.site))).toEqual({ ok: true, site: given.site });
          return;
        }
        expect(given.problems.length).toBeGreaterThan(0);
        for (const problem of given.problems) {
          said.add(problem.fault.code);
          const [zh, en] = languages.map((language) => answerProblemText(problem, language));
          expect(zh).toMatch(/[\u4e00-\u9fff]/);
          expect(zh).toMatch(/例如|请写成|是不是/);
          expect(en).toMatch(/such as|write .* or|is .* meant/);
          expect(answerNames[problem.field]['zh-CN']).not.toBe('');
        }
      }),
      { numRuns: 600 },
    );
    expect(said.size).toBeGreaterThanOrEqual(9);
  });

  it('has what was typed', () => {
    const site = made({
      ...{ name: '云水堂', currency: 'HKD', timeZone: 'Asia/Hong_Kong', businessDayStartsAt: '４点半' },
      ...{ rooms: '２０１－２１２', roomKind: 'vip', beds: '3', managerName: '冯亮', managerNo: 'Ｍ9' },
      ...{ technicians: '1-2女 3男', printer: '192.168.1.50' },
    });
    expect(site.store).toMatchObject({ name: { 'zh-CN': '云水堂', en: '云水堂' }, currency: 'HKD' });
    expect(site.store).toMatchObject({ timeZone: 'Asia/Hong_Kong', businessDayStartsAt: '04:30' });
    expect(site.rooms).toHaveLength(12);
    expect(site.rooms[0]).toMatchObject({ no: '201', floor: '2', kind: 'vip', beds: 3 });
    expect(site.staff[0]).toMatchObject({ no: 'M9', name: '冯亮', role: 'manager' });
    expect(site.technicians.map(({ no, gender }) => `${no}${gender}`)).toEqual(['1F', '2F', '3M']);
    expect(site.printers).toMatchObject([{ transport: { type: 'tcp', host: '192.168.1.50', port: 9100 } }]);
    expect(site.tenders.every(({ currency }) => currency === 'HKD')).toBe(true);
  });

  it('has rooms of the kinds that stand at their numbers, the others as asked for', () => {
    const { rooms } = made({ rooms: '2F 201-202、203贵宾房3床、3F 301 vip', roomKind: 'massage', beds: '4' });
    expect(rooms.map(({ no, kind, beds, minimumCharge = 0 }) => [no, kind, beds, minimumCharge])).toEqual([
      ['201', 'massage', 4, 0],
      ['202', 'massage', 4, 0],
      ['203', 'vip', 3, 38_800],
      ['301', 'vip', 2, 38_800],
    ]);
  });

  it('brings rules of pay by shares, and posts that nobody has, whatever the manager’s number is', () => {
    for (const kind of presetNames) {
      for (const language of languages) {
        const answers = answersByDefault(kind, language);
        const site = made(answers);
        const { commission, staff } = presets[kind];
        expect(site.commission).toEqual(commission);
        expect(commission.every(({ pay }) => pay.kind === 'percent')).toBe(true);
        const [manager, ...others] = site.staff;
        expect(manager?.role).toBe('manager');
        expect(others.length).toBe(staff.length);
        expect(others.every((one) => isOpenPost(one) && one.role !== 'manager')).toBe(true);
        expect(made({ ...answers, managerNo: 'R01' }).staff.filter(({ no }) => no === 'R01')).toHaveLength(1);
      }
    }
  });

  it.each<[AnswerField, string, string]>([
    ['name', '店'.repeat(81), 'too-long'],
    ['currency', 'XXX', 'no-such-currency'],
    ['timeZone', '北京', 'no-such-zone'],
    ['businessDayStartsAt', '25:00', 'no-time'],
    ['rooms', '2F', 'unreadable'],
    ['rooms', '212-201', 'backwards'],
    ['roomKind', 'cellar', 'no-such-room-kind'],
    ['beds', '0', 'beds'],
    ['managerNo', '店长', 'no-number'],
    ['technicians', 'A1', 'not-digits'],
    ['printer', 'TM-T88', 'no-printer'],
    ['printer', '/etc/passwd', 'no-printer'],
    ['printer', '300.1.1.1', 'no-printer'],
  ])('tells of %s “%s” that it is %s', (field, typed, code) => {
    const given = newSite({ ...byDefault, [field]: typed }, at);
    expect(given).toMatchObject({ ok: false, problems: [{ field, fault: { code } }] });
  });

  it('does not give the manager a technician’s number', () => {
    const given = newSite({ ...byDefault, managerNo: '8', technicians: '1-15' }, at);
    expect(given).toMatchObject({
      ok: false,
      problems: [{ field: 'managerNo', fault: { code: 'is-managers', no: '8' } }],
    });
  });

  it.each([
    ['COM3', { type: 'serial', path: 'COM3', baudRate: 9600 }],
    ['/dev/ttyUSB0', { type: 'serial', path: '/dev/ttyUSB0', baudRate: 9600 }],
    ['/dev/usb/lp0', { type: 'usb', path: '/dev/usb/lp0' }],
    ['\\\\PC\\POS-58', { type: 'usb', path: '\\\\PC\\POS-58' }],
    ['printer.shop.lan：９１０１', { type: 'tcp', host: 'printer.shop.lan', port: 9101 }],
  ])('has its printer at %s', (printer, transport) => {
    expect(made({ printer }).printers).toMatchObject([{ transport }]);
  });
});
