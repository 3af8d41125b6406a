import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ReservationBrief } from '../../host/parts/reservations/views.ts';

import { boardOf } from '../../renderer/client/board-state.ts';
import { indexCatalog } from '../../renderer/client/catalog-index.ts';
import { isFound } from '../../renderer/components/initials.ts';
import { parseCommandLine } from '../../renderer/shared/command-line/command-line.ts';
import { en } from '../../renderer/shared/command-line/texts.en.ts';
import { zhCN } from '../../renderer/shared/command-line/texts.zh-CN.ts';
import { verbWords } from '../../renderer/shared/command-line/verb-words.ts';
import { choicesIn, successorIn, withKind } from '../../renderer/shared/orders/technician-choice.ts';
import { catalogOf, exampleSite, Scene } from './support/scene.ts';

const site = exampleSite();
const scene = new Scene(site, 1_800_000_000_000);
const board = boardOf(scene.snapshot(1));
const context = {
  rooms: board.rooms,
  technicians: board.technicians,
  catalog: indexCatalog(catalogOf(site)),
  reservations: [] as readonly ReservationBrief[],
  words: verbWords['zh-CN'],
  finds: isFound,
};
const read = (line: string) => parseCommandLine(line, context);
const clockIn = (roomNo: string) => scene.room(roomNo).visit?.guests[0]?.clocks[0]?.id;

describe('finding', () => {
  test('a number of a room is that room, also where a guest elsewhere wears a band of that number', () => {
    const rooms = new Map(
      [...board.rooms].map(([no, room]) => [
        no,
        no === '201' && room.visit
          ? {
              ...room,
              visit: {
                ...room.visit,
                guests: room.visit.guests.slice(0, 1).map((guest) => ({ ...guest, wristbandNo: '302' })),
              },
            }
          : room,
      ]),
    );
    expect(parseCommandLine('302', { ...context, rooms })).toMatchObject({
      kind: 'find',
      hits: [{ kind: 'room', roomNo: '302' }, { kind: 'band', bandNo: '302', roomNo: '201' }, { kind: 'service' }],
    });
  });

  test('a number finds the room first, then the band, then the person', () => {
    expect(read('302')).toMatchObject({ kind: 'find', hits: [{ kind: 'room', roomNo: '302' }, { kind: 'service' }] });
    expect(read('46')).toMatchObject({ hits: [{ kind: 'band', bandNo: '46', roomNo: '204' }] });
    expect(read('22')).toMatchObject({
      hits: [
        { kind: 'band', bandNo: '22', roomNo: '201' },
        { kind: 'technician', technicianNo: '22', roomNo: '204' },
      ],
    });
  });

  test('a name, its initials, an item and an article', () => {
    const [technician] = site.technicians;
    expect(read(technician?.name ?? '')).toMatchObject({ hits: [{ kind: 'technician', technicianNo: '1' }] });
    expect(read('zstn')).toMatchObject({ hits: [{ kind: 'service', code: '201' }] });
    expect(read('pec')).toMatchObject({ hits: [{ kind: 'goods', code: 'D02' }] });
    expect(read('latte')).toMatchObject({ hits: [{ kind: 'goods', code: 'D13' }] });
  });

  test('full-width letters, digits and blanks mean the same as half-width ones', () => {
    for (const line of ['302', '22', '46', 'zstn', 'pec', '302 201', '302 201 88s', '302 ']) {
      const wide = line
        .replace(/[!-~]/g, (one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0))
        .replace(/ /g, '\u3000');
      expect([wide, read(`\ufeff${wide}`)]).toEqual([wide, read(line)]);
    }
    expect(read('？')).toEqual({ kind: 'help' });
    expect(choicesIn('８８ｓ，\u200b２２')).toEqual(choicesIn('88s,22'));
  });

  test('nothing finds nothing', () => {
    expect(read('  ')).toEqual({ kind: 'empty' });
    expect(read('qqqq')).toEqual({ kind: 'find', hits: [] });
  });
});

describe('doing', () => {
  test('opens a free room with an item, a number, several guests', () => {
    expect(read('302 201')).toEqual({
      kind: 'act',
      action: { kind: 'open', roomNo: '302', guestCount: 1, orderCount: 1, serviceCode: '201', technicianNos: [] },
    });
    expect(read('302 88 201')).toMatchObject({ action: { serviceCode: '201', technicianNos: ['88'] } });
    expect(read('302 201 88')).toMatchObject({ action: { serviceCode: '201', technicianNos: ['88'] } });
    expect(read('302 中式推拿 2位')).toMatchObject({ action: { guestCount: 2, orderCount: 2, serviceCode: '201' } });
    expect(read('202 104')).toMatchObject({ action: { guestCount: 2, orderCount: 1, serviceCode: '104' } });
    expect(read('302 open')).toMatchObject({ action: { kind: 'open', serviceCode: null, orderCount: 0 } });
  });

  test('orders for the guest in the room, or asks which', () => {
    const guestId = scene.room('402').visit?.guests[0]?.id;
    expect(read('402 301')).toMatchObject({ action: { kind: 'order', guestId, serviceCode: '301' } });
    expect(read('77 301')).toMatchObject({ action: { kind: 'order', guestId } });
    expect(read('201 101')).toEqual({ kind: 'problem', problem: 'which-guest', word: '201' });
  });

  test('extends by the item’s own unit or by minutes, in either language', () => {
    const clockId = clockIn('303');
    for (const line of ['303 加钟', '303 加钟 30', '303 jz 30', '303 extend 30', '45 加 30']) {
      expect(read(line)).toMatchObject({ action: { kind: 'extend', clockId, units: 1, minutes: 30 } });
    }
    expect(read('303 加钟 60')).toMatchObject({ action: { units: 2 } });
    expect(read('303 加钟 25')).toEqual({ kind: 'problem', problem: 'bad-minutes', word: '25' });
    expect(read('303 加钟 0')).toEqual({ kind: 'problem', problem: 'bad-minutes', word: '0' });
  });

  test('asks whose clock where several run; the number before the verb says it', () => {
    expect(read('201 加钟 30')).toEqual({ kind: 'problem', problem: 'which-clock', word: '201' });
    expect(read('201 12 加钟 30')).toMatchObject({ action: { kind: 'extend', technicianNo: '12' } });
    expect(read('201 12 end')).toMatchObject({ action: { kind: 'end', technicianNo: '12' } });
  });

  test('calls again, cleans, pays, orders goods', () => {
    expect(read('209 叫钟')).toMatchObject({ action: { kind: 'call-again', technicianNo: '31' } });
    expect(read('205 clean')).toMatchObject({ action: { kind: 'clean', roomNo: '205' } });
    expect(read('206 买单')).toMatchObject({ action: { kind: 'pay', visitId: scene.room('206').visit?.id } });
    expect(read('303 d02 2')).toMatchObject({ action: { kind: 'goods', goodsCode: 'D02', quantity: 2 } });
  });

  test('takes a number in the way its mark says, in either language', () => {
    for (const word of ['88s', '88选']) {
      expect(read(`302 201 ${word}`)).toMatchObject({ action: { kind: 'open', technicianNos: [word] } });
    }
    expect(choicesIn('88')).toEqual([{ kind: 'requested', technicianNo: '88' }]);
    expect(choicesIn('88s 7c 9v')).toEqual([
      { kind: 'picked', technicianNo: '88' },
      { kind: 'call', technicianNo: '7' },
      { kind: 'converted', technicianNo: '9' },
    ]);
    expect(choicesIn('88转、F，= 0')).toEqual([
      { kind: 'converted', technicianNo: '88' },
      { kind: 'rotation', gender: 'F' },
      { kind: 'same' },
      { kind: 'rotation' },
    ]);
    expect(successorIn('88v')).toEqual({ kind: 'requested', technicianNo: '88' });
    expect(successorIn('=')).toEqual({ kind: 'rotation' });
    expect(withKind('12 88', 'call')).toBe('12 88c');
    expect(withKind('F', 'call')).toBe('F');
  });

  test('orders one item after another, by whoever goes on or by a number', () => {
    const clockId = clockIn('303');
    const no = scene.room('303').visit?.guests[0]?.clocks[0]?.technicianNo;
    expect(read('303 接 203')).toMatchObject({
      action: { kind: 'order', serviceCode: '203', after: { clockId, sameNo: no } },
    });
    expect(read('303 then 301')).toMatchObject({ action: { after: { clockId, sameNo: null } } });
    expect(read('303 then 203 51')).toMatchObject({ action: { technicianNos: ['51'], after: { sameNo: null } } });
    expect(read('201 接 101')).toMatchObject({ problem: 'which-guest' });
    expect(read('402 接 101')).toMatchObject({ problem: 'no-clock-before' });
  });

  test('converts a clock of the rotation and puts another item in its place', () => {
    const clockId = clockIn('310');
    const code = scene.room('310').visit?.guests[0]?.clocks[0]?.serviceCode ?? '';
    const price = site.services.find((one) => one.code === code)?.price ?? 0;
    expect(read('310 转化')).toMatchObject({ action: { kind: 'convert', clockId } });
    for (const serviceCode of ['202', '205']) {
      const isCheaper = (site.services.find((one) => one.code === serviceCode)?.price ?? 0) < price;
      expect(read(`310 改 ${serviceCode}`)).toMatchObject({
        action: { kind: 'change-item', clockId, from: code, serviceCode, isCheaper },
      });
    }
    expect(read('310 change')).toMatchObject({ problem: 'no-item' });
    expect(read('302 convert')).toMatchObject({ problem: 'no-running-clock' });
  });

  test('hands a called clock back: who refuses, and who comes instead', () => {
    const clockId = clockIn('209');
    const shared = { kind: 'hand-back', why: 'refused', roomNo: '209', clockId, technicianNo: '31' };
    for (const line of ['209 拒钟', '209 refuse', '209 juz', '209 拒钟 31']) {
      expect(read(line)).toMatchObject({ kind: 'act', action: { ...shared, instead: null } });
    }
    for (const line of ['209 拒钟 88', '209 31 refuse 88', '209 refused 88 31']) {
      expect(read(line)).toMatchObject({ action: { ...shared, instead: '88' } });
    }
    expect(read('209 拒钟 88c')).toMatchObject({ action: { instead: '88c' } });
    expect(read('303 拒钟')).toMatchObject({ problem: 'no-called-clock' });
    for (const line of ['209 迟到换人 88', '209 late 88', '209 replace 88']) {
      expect(read(line)).toMatchObject({ action: { ...shared, why: 'late-to-room', instead: '88' } });
    }
    const room = context.rooms.get('209');
    const visit = room?.visit;
    if (!room || !visit) throw new Error('nobody is in 209');
    const guests = visit.guests.map((guest) => ({
      ...guest,
      clocks: guest.clocks.map((clock) => ({ ...clock, lateAt: null })),
    }));
    const rooms = new Map(context.rooms).set('209', { ...room, visit: { ...visit, guests } });
    const inTime = { ...context, rooms };
    expect(parseCommandLine('209 late', inTime)).toEqual({ kind: 'problem', problem: 'not-late', word: '31' });
  });

  test('opens a free room with two items, the second by whoever serves the first or by a number', () => {
    expect(read('302 101 然后 203')).toMatchObject({
      action: { kind: 'open', serviceCode: '101', next: { serviceCode: '203', technicianNos: [] } },
    });
    const able = site.technicians.find(({ skills }) => skills.includes('foot') && !skills.includes('massage'));
    expect(read(`302 101 ${able?.no} then 102 2位`)).toMatchObject({
      action: { guestCount: 2, orderCount: 2, technicianNos: [able?.no], next: { serviceCode: '102', same: 1 } },
    });
    // Who was asked for does not do it: the rotation.
    expect(read(`302 101 ${able?.no} then 201`)).toMatchObject({ action: { next: { serviceCode: '201', same: 0 } } });
    expect(read('302 101 then 201 51')).toMatchObject({ action: { next: { technicianNos: ['51'], same: 0 } } });
    expect(read('302 104 then 104')).toMatchObject({ action: { guestCount: 2, orderCount: 1, next: { same: 2 } } });
    expect(read('402 301 then 101')).toMatchObject({ action: { kind: 'order', next: { serviceCode: '101' } } });
    expect(read('302 101 then 51')).toEqual({ kind: 'problem', problem: 'no-next-item', word: '302' });
    expect(read('302 101 then 201 end')).toMatchObject({ problem: 'unknown-word' });
  });

  test('completes what is begun, with what can be done in that room, in the language in use', () => {
    const linesOf = (line: string, words = context.words) => {
      const meaning = parseCommandLine(line, { ...context, words });
      return meaning.kind === 'complete' ? meaning.completions.map((one) => one.line) : meaning;
    };
    expect(linesOf('209 ')).toEqual(expect.arrayContaining(['209 叫钟', '209 拒钟', '209 买单']));
    expect(linesOf('209 ')).not.toEqual(expect.arrayContaining(['209 下钟']));
    expect(linesOf('209 拒')).toMatchObject({ kind: 'act' });
    expect(linesOf('209 ref', verbWords.en)).toEqual(['209 refuse']);
    expect(linesOf('209 ', verbWords.en)).toContain('209 refuse');
    expect(linesOf('201 12 exte')).toEqual(['201 12 extend']);
    expect(linesOf('205 ', verbWords.en)).toEqual(['205 clean']);
    expect(linesOf('302 qqqq')).toMatchObject({ problem: 'unknown-word' });
    // Without a blank behind it, it is a room that is looked for.
    expect(linesOf('209')).toMatchObject({ kind: 'find' });
  });

  test.each(['?', '？', 'help', '帮助'])('%s lists everything that can be typed', (line) => {
    expect(read(line)).toEqual({ kind: 'help' });
  });

  test('every example of the help is understood, in both languages', () => {
    for (const texts of [zhCN, en]) {
      for (const [verb, example] of Object.entries(texts.examples)) {
        const meaning = read(example);
        // Nobody is in room 302, and nothing is kept for anybody there.
        const fits = meaning.kind === 'act' || (meaning.kind === 'problem' && meaning.problem !== 'unknown-word');
        expect([verb, fits]).toEqual([verb, true]);
      }
    }
  });

  test('says why not', () => {
    expect(read('205 201')).toMatchObject({ problem: 'room-not-vacant' });
    expect(read('302 clean')).toMatchObject({ problem: 'room-not-dirty' });
    expect(read('302 叫钟')).toMatchObject({ problem: 'no-called-clock' });
    expect(read('302 end')).toMatchObject({ problem: 'no-running-clock' });
    expect(read('302 pay')).toMatchObject({ problem: 'room-not-open' });
    expect(read('302 d02')).toMatchObject({ problem: 'room-not-open' });
    expect(read('302 9位 201')).toEqual({ kind: 'problem', problem: 'too-many-guests', word: '9' });
    expect(read('302 qqqq')).toEqual({ kind: 'problem', problem: 'unknown-word', word: 'qqqq' });
  });
});

test('whatever is typed gives an answer, and an action only for a room that exists', () => {
  const word = fc.oneof(
    fc.constantFrom('302', '201', '88', '101', '加钟', 'end', 'clean', '30', 'd02', '2位', 'pay', '叫钟'),
    fc.string({ maxLength: 6, unit: 'grapheme' }),
  );
  fc.assert(
    fc.property(fc.array(word, { maxLength: 6 }), (words) => {
      const meaning = read(words.join(' '));
      if (meaning.kind === 'act') expect(board.rooms.has(meaning.action.roomNo)).toBe(true);
      else expect(['empty', 'find', 'problem', 'complete', 'help']).toContain(meaning.kind);
    }),
  );
});

describe('a room that is reserved', () => {
  const reserved = {
    ...{ id: '0193a000-0000-7000-8000-000000000001', roomNo: '202', startsAt: 5, minutes: 60, guestCount: 2 },
    ...{ guestName: '陈女士', maskedName: '陈女士', items: [], technicianNos: ['88'], kept: true, locked: true },
  };
  const { rooms } = context;
  const room = rooms.get('202');
  if (!room) throw new Error('no room 202');
  const kept = {
    ...context,
    rooms: new Map(rooms).set('202', { ...room, state: 'reserved' as const }),
    reservations: [reserved],
  };

  test('takes the arrival by a word, in both languages', () => {
    for (const line of ['202 到店', '202 arrived', '202 dd']) {
      expect(parseCommandLine(line, kept)).toEqual({
        kind: 'act',
        action: { kind: 'arrive', roomNo: '202', reservationId: reserved.id, guestName: '陈女士', startsAt: 5 },
      });
    }
    expect(read('202 到店')).toEqual({ kind: 'problem', problem: 'no-reservation', word: '202' });
  });

  test('is opened for others as any free room: the store asks for the reason', () => {
    expect(parseCommandLine('202 101', kept)).toMatchObject({ kind: 'act', action: { kind: 'open', roomNo: '202' } });
  });
});
