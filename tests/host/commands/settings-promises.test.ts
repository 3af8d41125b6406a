import { describe, expect, it } from 'vitest';
import { addDays } from '../../../core/kernel/time.ts';
import type { Reservation } from '../../../core/model/reservations/reservation.ts';
import type { Site, SiteTechnician } from '../../../core/model/site/schema.ts';
import { versionOf } from '../../../core/model/site/settings.ts';
import type { SettingsPromise } from '../../../core/rules/site/promises.ts';
import { TestStore } from '../test-store.ts';
import { sections, setPeople } from './at-settings.ts';
import { clockIn, guestIn, guestsIn, refused, settle } from './at-store.ts';

describe('what is promised', () => {
  const without = (store: TestStore, no: string, despite?: string[]) => {
    const { people } = sections(store);
    const technicians = people.technicians.filter((one) => one.no !== no);
    const basedOn = versionOf(store.state.settings, 'people');
    return store.act('settings.setPeople', { basedOn, value: { ...people, technicians }, ...(despite && { despite }) });
  };
  const promised = () => {
    const store = new TestStore();
    const guest = { guestCount: 1, guestName: '陈女士', items: [{ serviceCode: '101', technicianNos: ['2'] }] };
    store.act('reservation.book', {
      roomNo: '305',
      startsAt: store.at + 3_600_000,
      ...guest,
      despiteRoster: 'because',
    });
    const date = addDays(store.businessDate, 1);
    const entry = { kind: 'shift' as const, code: 'late' };
    store.act('attendance.setRoster', { entries: [{ technicianNo: '2', date, entry }] });
    store.act('card.block', { holder: 'technician', no: '2', reason: 'lost' }, 'M01');
    return store;
  };

  it('is said before somebody is left out, and is read before it is done', () => {
    const store = promised();
    const { promises } = refused(store, 'SETTINGS_PROMISED', () => without(store, '2'));
    const said = promises as SettingsPromise[];
    expect(said.map(({ kind, no, count }) => [kind, no, count])).toEqual([
      ['booked-technician', '2', 1],
      ['roster', '2', 1],
      ['lost-card', '2', 1],
    ]);
    const keys = said.map(({ key }) => key);
    refused(store, 'SETTINGS_PROMISED', () => without(store, '2', keys.slice(1)));
    without(store, '2', keys);
    expect(store.state.site.technicians.has('2')).toBe(false);
    const days = store.state.attendance.roster(store.businessDate, addDays(store.businessDate, 9), '2');
    expect(days).toEqual([]);
    expect(store.state.site.lostCards.size).toBe(1);
  });

  it('has a way on: the booking can be edited, and its guests are served by the rotation', () => {
    const store = promised();
    const keys = (refused(store, 'SETTINGS_PROMISED', () => without(store, '2')).promises as SettingsPromise[]).map(
      ({ key }) => key,
    );
    without(store, '2', keys);
    setPeople(store, (all) => [
      ...all,
      { ...(all[0] as SiteTechnician), id: undefined, no: '2', name: '新来的', card: '0A0B0C0D' },
    ]);
    const [booked] = store.state.reservations.booked(0, Number.MAX_SAFE_INTEGER);
    expect(booked?.items[0]?.technicianNos).toEqual(['~2']);
    const { roomNo, startsAt, guestCount, guestName, items } = booked as Reservation;
    const details = { roomNo, startsAt, guestCount, guestName, items: items.map((one) => ({ ...one })) };
    const reservationId = booked?.id ?? '';
    store.act('reservation.change', { reservationId, ...details, note: '靠窗', despiteRoster: 'because' });
    store.onDuty('3');
    store.act('reservation.arrive', { reservationId });
    expect(clockIn(store, '305')).toMatchObject({ technicianNo: '3', choice: { kind: 'rotation' } });
  });

  it('is the same for a room, an item and an article', () => {
    const store = new TestStore();
    const guest = { guestCount: 1, guestName: '陈女士', items: [{ serviceCode: '206', technicianNos: [] }] };
    store.act('reservation.book', { roomNo: '305', startsAt: store.at + 3_600_000, ...guest });
    store.open('201', null);
    store.act('goods.order', { guestId: guestIn(store, '201'), lines: [{ goodsCode: 'D01', quantity: 1 }] });
    const { site } = store.state.site;
    const next: Site = {
      ...site,
      rooms: site.rooms.filter(({ no }) => no !== '305'),
      buses: site.buses.map((line) => ({ ...line, terminals: line.terminals.filter(({ room }) => room !== '305') })),
      services: site.services.filter(({ code }) => code !== '206'),
      commission: site.commission.filter(({ match }) => match.service !== '206'),
      goods: site.goods.filter(({ code }) => code !== 'D01'),
    };
    const { promises } = refused(store, 'SETTINGS_PROMISED', () =>
      store.act('site.import', { site: next, demo: true }),
    );
    expect((promises as SettingsPromise[]).map(({ kind, no, roomNo }) => [kind, no, roomNo])).toEqual([
      ['booked-room', '305', '305'],
      ['booked-item', '206', '305'],
      ['open-goods', 'D01', '201'],
    ]);
    const despite = (promises as SettingsPromise[]).map(({ key }) => key);
    store.act('site.import', { site: next, demo: true, despite });
    const price = site.goods.find(({ code }) => code === 'D01')?.price ?? 0;
    settle(store, '201', guestsIn(store, '201'), price);
  });
});
