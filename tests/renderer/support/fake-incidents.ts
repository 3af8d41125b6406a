import type { IncidentService } from '../../../host/parts/incidents/service.ts';
import type { IncidentDay } from '../../../host/parts/incidents/views.ts';

type Incident = IncidentDay['incidents'][number];

const minuteMs = 60_000;

/** A day with one of each kind; other days have none. */
export class FakeIncidents implements IncidentService {
  readonly asked: (string | null)[] = [];

  day(date: string | null): IncidentDay {
    this.asked.push(date);
    const today = '2026-11-21';
    return { date: date ?? today, today, incidents: date === null || date === today ? oneOfEach() : [] };
  }
}

function oneOfEach(): Incident[] {
  const noon = Date.UTC(2026, 10, 21, 4);
  const shared = {
    clockId: '0197a000-0000-7000-8000-000000000001',
    visitId: '0197a000-0000-7000-8000-000000000002',
    visitNo: '20261121-003',
    roomNo: '204',
    technicianNo: '8',
    serviceCode: '101',
    goodsCode: null,
    minutes: null,
    amountMinor: null,
    currency: null,
    fromState: null,
    reason: null,
    actor: 'R01',
    allowedBy: null,
    changes: null,
  };
  const nowhere = { clockId: null, visitId: null, visitNo: null, roomNo: null, technicianNo: null, serviceCode: null };
  const kinds: Partial<Incident>[] = [
    { kind: 'cancelled', fromState: 'called', reason: '客人不等了' },
    { kind: 'extension-undone', minutes: 30, reason: '客人已离开' },
    { kind: 'extended-by-store', minutes: 30, actor: 'system' },
    { kind: 'late-replaced', reason: '找不到人', allowedBy: 'M01' },
    { kind: 'late', minutes: 3, actor: 'system' },
    { kind: 'refused', reason: '手受伤', allowedBy: 'M01' },
    {
      kind: 'stock-written-off',
      goodsCode: 'D01',
      amountMinor: 3_600,
      currency: 'CNY',
      reason: '破损',
      actor: 'K01',
      ...nowhere,
    },
    { kind: 'change-high', amountMinor: 58_000, currency: 'CNY', reason: '客人只有大钞', allowedBy: 'M01' },
    { kind: 'early-end', minutes: 12, reason: '客人离开', actor: '8' },
  ];
  return kinds.map((one, index) => ({
    ...shared,
    seq: 900 - index,
    at: noon - index * 17 * minuteMs,
    kind: 'late',
    ...one,
  }));
}
