import { randomUUID } from 'node:crypto';
import { minuteMs } from '../../core/kernel/time.ts';
import type { StoreEvent } from '../../core/model/events.ts';
import type { Incident } from '../../core/model/incident.ts';
import { crashSite } from '../crash/site.ts';
import { attack } from './attack.ts';
import type { Ground, Screen } from './ground.ts';

const reason = '客人不要了';

interface Opened {
  visitId: string;
  guestId: string;
  clockId: string;
}

/** Guests in a room, one, with an item that somebody is called to. */
async function opened(screen: Screen, roomNo: string): Promise<Opened> {
  const events = await screen.act('visit.open', {
    roomNo,
    guests: [{}],
    orders: [{ serviceCode: '101', choices: [] }],
  });
  const visit = events.find((event) => event.type === 'visit.opened');
  return {
    visitId: visit?.payload.visitId ?? '',
    guestId: visit?.payload.guests[0]?.guestId ?? '',
    clockId: clockIn(events),
  };
}

function clockIn(events: readonly StoreEvent[]): string {
  return events.find((event) => event.type === 'clock.ordered')?.payload.clockId ?? '';
}

/** Somebody to be called. */
async function withTechnicians(ground: Ground): Promise<void> {
  const desk = await ground.at('R01');
  for (const { no } of crashSite().technicians.slice(0, 30))
    await desk.tryAct('technician.comeOnDuty', { technicianNo: no });
}

/** A bill that is ready to be paid, and its total. */
async function toPay(ground: Ground, roomNo: string): Promise<Opened & { total: number }> {
  const desk = await ground.at('R02');
  const one = await opened(desk, roomNo);
  await desk.act('clock.start', { clockId: one.clockId, reason });
  await desk.act('clock.end', { clockId: one.clockId, reason });
  const asked = { visitId: one.visitId, guestIds: [one.guestId] };
  const { totalMinor } = (await desk.done('bills.preview', asked, true)) as { totalMinor: number };
  return { ...one, total: totalMinor };
}

async function incidentsOf(ground: Ground): Promise<Incident[]> {
  const manager = await ground.at('M01');
  const day = await manager.done('incidents.day', { date: null }, true);
  return (Array.isArray(day) ? day : (day as { incidents: Incident[] }).incidents) as Incident[];
}

/** Money taken with what the desk may do, and no manager. */
export const moneyAttacks = [
  attack({
    id: 'money.hour-never-swiped',
    tried: {
      'zh-CN': '叫了钟不刷卡，做完后当作没做退掉',
      en: 'A clock is called, never swiped, served, and given up as if it had not been',
    },
    async attempt(ground) {
      const other = await ground.another('hours');
      await withTechnicians(other);
      const { clockId } = await opened(await other.at('R01'), '201');
      await other.stop();
      await other.start({ laterMs: 20 * minuteMs });
      const said = await (await other.at('R01')).tryAct('clock.cancel', { clockId, reason });
      await other.close();
      return { said };
    },
    gets: ({ said }) => said === 'ok',
    success: { said: 'ok' },
  }),
  attack({
    id: 'money.begun-and-given-up-again',
    tried: {
      'zh-CN': '上钟、退钟、再点，反复享受宽限时间',
      en: 'A clock is started, given up within the grace, ordered again, and so on',
    },
    async attempt(ground) {
      await withTechnicians(ground);
      const desk = await ground.at('R01');
      const first = await opened(desk, '202');
      await desk.act('clock.start', { clockId: first.clockId, reason });
      const once = await desk.tryAct('clock.cancel', { clockId: first.clockId, reason });
      const clockId = clockIn(
        await desk.act('clock.order', { guestId: first.guestId, serviceCode: '101', choices: [] }),
      );
      await desk.act('clock.start', { clockId, reason });
      return { once, twice: await desk.tryAct('clock.cancel', { clockId, reason }) };
    },
    gets: ({ twice }) => twice === 'ok',
    success: { once: 'ok', twice: 'ok' },
  }),
  attack({
    id: 'money.wait-anew-with-each-technician',
    tried: {
      'zh-CN': '每隔几分钟给已叫的钟换一个技师，让“等了多久”一直从头算，做完再退掉',
      en: 'The technician of a called clock is changed again and again, so that its wait begins anew, and it is given up',
    },
    async attempt(ground) {
      const other = await ground.another('waits');
      await withTechnicians(other);
      const { clockId } = await opened(await other.at('R01'), '201');
      await other.stop();
      await other.start({ laterMs: 2 * minuteMs });
      const change = { clockId, choice: { kind: 'rotation' as const }, reason };
      const changed = await (await other.at('R01')).tryAct('clock.changeTechnician', change);
      await other.stop();
      await other.start({ laterMs: 14.5 * minuteMs });
      const said = await (await other.at('R01')).tryAct('clock.cancel', { clockId, reason });
      await other.close();
      return { changed, said };
    },
    gets: ({ changed, said }) => changed !== 'ok' || said === 'ok',
    success: { changed: 'ok', said: 'ok' },
  }),
  attack({
    id: 'money.grace-anew-with-each-guest',
    tried: {
      'zh-CN': '退钟后把客人移出、再添一个“新客人”，宽限时间重新开始',
      en: 'A clock is begun and given up, the guest is taken out and put in again as another one, and so on',
    },
    async attempt(ground) {
      await withTechnicians(ground);
      const desk = await ground.at('R01');
      const { visitId, guestId, clockId } = await opened(desk, '208');
      await desk.act('clock.start', { clockId, reason });
      const once = await desk.tryAct('clock.cancel', { clockId, reason });
      const added = await desk.act('visit.addGuest', { visitId });
      const invented = added.find((event) => event.type === 'visit.guestAdded')?.payload.guestId ?? '';
      await desk.act('visit.removeGuest', { guestId, reason });
      const again = clockIn(await desk.act('clock.order', { guestId: invented, serviceCode: '101', choices: [] }));
      await desk.act('clock.start', { clockId: again, reason });
      return { once, twice: await desk.tryAct('clock.cancel', { clockId: again, reason }) };
    },
    gets: ({ twice }) => twice === 'ok',
    success: { once: 'ok', twice: 'ok' },
  }),
  attack({
    id: 'money.goods-taken-off-after-delivery',
    tried: { 'zh-CN': '商品送到后再从账上取消', en: 'Goods are delivered, then taken off the bill' },
    async attempt(ground) {
      await withTechnicians(ground);
      const desk = await ground.at('R01');
      const { guestId } = await opened(desk, '203');
      const events = await desk.act('goods.order', { guestId, lines: [{ goodsCode: 'D01', quantity: 2 }] });
      const lineId = events.find((event) => event.type === 'goods.ordered')?.payload.lines[0]?.lineId ?? '';
      await desk.act('goods.deliver', { lineIds: [lineId] });
      return { said: await desk.tryAct('goods.cancel', { lineId, reason }) };
    },
    gets: ({ said }) => said === 'ok',
    success: { said: 'ok' },
  }),
  attack({
    id: 'money.cheaper-room-before-paying',
    tried: {
      'zh-CN': '结账前把客人从有最低消费的房间换到没有的',
      en: 'Guests are moved out of a room with a minimum charge before they pay',
    },
    async attempt(ground) {
      const other = await ground.another('rooms');
      await withTechnicians(other);
      const dear = crashSite().rooms.find(({ minimumCharge = 0 }) => minimumCharge > 20_000)?.no ?? '';
      const { visitId } = await opened(await other.at('R01'), dear);
      await other.stop();
      await other.start({ laterMs: 20 * minuteMs });
      const said = await (await other.at('R01')).tryAct('visit.changeRoom', { visitId, toRoomNo: '202' });
      await other.close();
      return { said };
    },
    gets: ({ said }) => said === 'ok',
    success: { said: 'ok' },
  }),
  attack({
    id: 'money.minimum-hidden-by-goods',
    tried: {
      'zh-CN': '换房前点一堆商品凑够最低消费，换房后再取消',
      en: 'Goods are ordered to reach the minimum charge, the guests are moved, and the goods given up',
    },
    async attempt(ground) {
      const other = await ground.another('goods');
      await withTechnicians(other);
      const dear = crashSite().rooms.find(({ minimumCharge = 0 }) => minimumCharge > 20_000)?.no ?? '';
      const desk = await other.at('R01');
      const { visitId, guestId, clockId } = await opened(desk, dear);
      await desk.act('clock.start', { clockId, reason });
      const lines = [{ goodsCode: 'D01', quantity: 40 }];
      const ordered = await desk.tryAct('goods.order', { guestId, lines });
      const said = await desk.tryAct('visit.changeRoom', { visitId, toRoomNo: '202' });
      await other.close();
      return { ordered, said };
    },
    gets: ({ ordered, said }) => ordered !== 'ok' || said === 'ok',
    success: { ordered: 'ok', said: 'ok' },
  }),
  attack({
    id: 'money.rotation-becomes-requested',
    tried: {
      'zh-CN': '把排钟改成点钟，让技师多拿提成',
      en: 'A clock of the rotation becomes a requested one, which is paid better',
    },
    async attempt(ground) {
      await withTechnicians(ground);
      const desk = await ground.at('R01');
      const { clockId } = await opened(desk, '204');
      await desk.act('clock.start', { clockId, reason });
      return { said: await desk.tryAct('clock.convert', { clockId, reason }) };
    },
    gets: ({ said }) => said === 'ok',
    success: { said: 'ok' },
  }),
  attack({
    id: 'money.requested-by-way-of-another',
    tried: {
      'zh-CN': '把已叫的排钟换给别人再“点”回来，按点钟拿提成，清单上看不到',
      en: 'A called clock of the rotation is given to another by number and back, is paid as requested, and no list shows it',
    },
    async attempt(ground) {
      await withTechnicians(ground);
      const desk = await ground.at('R01');
      const { clockId } = await opened(desk, '209');
      const free = crashSite()
        .technicians.slice(0, 30)
        .map(({ no }) => no);
      const said: string[] = [];
      for (const technicianNo of free) {
        if (said.filter((one) => one === 'ok').length === 2) break;
        const choice = { kind: 'requested' as const, technicianNo };
        said.push(await desk.tryAct('clock.changeTechnician', { clockId, choice, reason }));
      }
      const isListed = (await incidentsOf(ground)).some((one) => one.kind === 'converted' && one.clockId === clockId);
      return { said, isListed };
    },
    gets: ({ said, isListed }) => said.includes('ok') && !isListed,
    success: { said: ['ok', 'ok'], isListed: false },
  }),
  attack({
    id: 'money.one-reference-for-two-bills',
    tried: {
      'zh-CN': '两张单用同一个微信交易号，一张收现金',
      en: 'Two bills are paid with the same reference, one of them in cash to a pocket',
    },
    async attempt(ground) {
      await withTechnicians(ground);
      const till = await ground.at('C01');
      const said: string[] = [];
      for (const roomNo of ['205', '206']) {
        const { visitId, guestId, total } = await toPay(ground, roomNo);
        const reference = roomNo === '205' ? '4200-001' : '４２００ 001';
        const payments = [{ tenderCode: 'wechat', amountMinor: total, reference }];
        said.push(
          await till.tryAct('bill.settle', { visitId, guestIds: [guestId], payments, expectedTotalMinor: total }),
        );
      }
      return { said };
    },
    gets: ({ said }) => said.every((one) => one === 'ok'),
    success: { said: ['ok', 'ok'] },
  }),
  attack({
    id: 'money.change-empties-the-drawer',
    tried: {
      'zh-CN': '138 元的账单“收”一千万美元，找零把钱箱拿空',
      en: 'Ten million dollars are “paid” for a small bill, and the change empties the drawer',
    },
    async attempt(ground) {
      await withTechnicians(ground);
      const till = await ground.at('C01');
      const { visitId, guestId, total } = await toPay(ground, '207');
      const pay = (amountMinor: number) =>
        till.tryAct('bill.settle', {
          ...{ visitId, guestIds: [guestId], expectedTotalMinor: total },
          payments: [{ tenderCode: 'cash-usd', amountMinor }],
        });
      return { millions: await pay(1_000_000_000), hundreds: await pay(30_000) };
    },
    gets: (said) => Object.values(said).some((one) => one === 'ok'),
    success: { millions: 'ok', hundreds: 'ok' },
  }),
  attack({
    id: 'money.stock-written-off-unseen',
    tried: { 'zh-CN': '厨房自己把库存写掉，谁也看不到', en: 'Stock is written off, and no list shows it' },
    async attempt(ground) {
      const cook = await ground.at('K01');
      const goodsCode = 'D02';
      await (await ground.at('M02')).tryAct('stock.adjust', { goodsCode, quantity: 20, reason: '进货' });
      const said = await cook.tryAct('stock.adjust', { goodsCode, quantity: -3, reason: '碎了' });
      const isListed = (await incidentsOf(ground)).some(
        ({ kind, actor }) => kind === 'stock-written-off' && actor === 'K01',
      );
      return { said, isListed };
    },
    gets: ({ said, isListed }) => said === 'ok' && !isListed,
    success: { said: 'ok', isListed: false },
  }),
  attack({
    id: 'money.room-off-the-books',
    tried: {
      'zh-CN': '把房间设为停用，私下接客，谁也看不到',
      en: 'A room is put out of order to be sold off the books, and no list shows it',
    },
    async attempt(ground) {
      const desk = await ground.at('R02');
      const said = await desk.tryAct('room.putOutOfOrder', { roomNo: '301', reason: '漏水' });
      const isListed = (await incidentsOf(ground)).some(
        ({ kind, roomNo }) => kind === 'room-out-of-order' && roomNo === '301',
      );
      return { said, isListed };
    },
    gets: ({ said, isListed }) => said === 'ok' && !isListed,
    success: { said: 'ok', isListed: false },
  }),
  attack({
    id: 'money.pay-told-to-the-desk',
    tried: {
      'zh-CN': '咨客无权看提成，从自己操作的回执里读到提成规则和金额',
      en: 'A receptionist, who may not see pay, reads rules and amounts of commission out of what her own acts answer',
    },
    async attempt(ground) {
      await withTechnicians(ground);
      const desk = await ground.at('R02');
      const { clockId } = await opened(desk, '303');
      const began = await desk.act('clock.start', { clockId, reason });
      const ended = await desk.act('clock.end', { clockId, reason });
      const told = [...began, ...ended];
      return {
        isDone: told.some(({ type }) => type === 'clock.ended'),
        isToldPay: told.some(({ type, payload }) => type.startsWith('commission.') || 'commission' in payload),
      };
    },
    gets: ({ isToldPay }) => isToldPay,
    success: { isDone: true, isToldPay: true },
  }),
  attack({
    id: 'money.place-of-another-taken',
    tried: {
      'zh-CN': '前台把别人下班再上班，让她排到最后，谁也看不到',
      en: 'The desk takes somebody off duty and on again, so that she stands last, and no list shows it',
    },
    async attempt(ground) {
      await withTechnicians(ground);
      const desk = await ground.at('R02');
      await desk.tryAct('technician.goOffDuty', { technicianNo: '9' });
      const said = await desk.tryAct('technician.comeOnDuty', { technicianNo: '9' });
      const isListed = (await incidentsOf(ground)).some(({ kind, actor }) => kind === 'place-lost' && actor === 'R02');
      return { said, isListed };
    },
    gets: ({ said, isListed }) => said === 'ok' && !isListed,
    success: { said: 'ok', isListed: false },
  }),
  attack({
    id: 'money.own-act-approved-unmarked',
    tried: {
      'zh-CN': '经理给自己的操作授权，清单上看不出来',
      en: 'A manager approves what she does herself, and no list shows that it was the same person',
    },
    async attempt(ground) {
      await withTechnicians(ground);
      const manager = await ground.at('M02');
      const { clockId } = await opened(manager, '302');
      await manager.act('clock.start', { clockId, reason });
      const approval = await manager.done('authorisations.give', {
        ...{ commandId: randomUUID(), act: 'clock.convert', subject: { kind: 'clock', id: clockId }, reason },
        proof: { kind: 'session' },
      });
      const { authorisationId } = approval as { authorisationId: string };
      const said = await manager.tryAct('clock.convert', { clockId, reason, authorisationId });
      const list = await incidentsOf(ground);
      const isMarked = list.some(({ kind, actor }) => kind === 'own-approval' && actor === 'M02');
      return { said, isMarked };
    },
    gets: ({ said, isMarked }) => said === 'ok' && !isMarked,
    success: { said: 'ok', isMarked: false },
  }),
];
