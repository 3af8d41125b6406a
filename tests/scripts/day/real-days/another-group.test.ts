import { expect, test } from 'vitest';
import { RealHouse, type shop } from './real-house.ts';

test('a technician goes to another group in mid-month: queues, the clock under way, and what it earns', async () => {
  const house = await RealHouse.open('2026-11-15T12:00:00+08:00');
  const desk = { stationId: 'desk', isOwn: true, sessionToken: null };
  await house.onDuty('1', '2', '12');
  const placesIn = (queueId: string) =>
    house.store.board
      .snapshot()
      .queues.find(({ id }) => id === queueId)
      ?.places.map((one) => one.technicianNo) ?? [];
  expect(placesIn('foot')).toEqual(['1', '2', '12']);

  // On a requested clock she cannot leave the queue whose place waits for her.
  house.open('202', '101', '12');
  await house.wait(1);
  await house.swipe('202', 'technician:12');
  const exported = () =>
    JSON.parse(house.store.setup.exportSite(desk, { withKeys: true, withCards: true })) as ReturnType<typeof shop>;
  const site = exported();
  const gender = site.technicians.find(({ no }) => no === '12')?.gender;
  const moved = (groups: string[]) => ({
    ...exported(),
    technicians: site.technicians.map((one) =>
      one.no === '12' ? { ...one, groups, skills: [...new Set([...one.skills, 'massage'])] } : one,
    ),
    commission: [{ match: { service: '101' }, pay: { kind: 'fixed', amount: 9_900 } }, ...site.commission],
  });
  await expect(house.store.setup.importSite(desk, JSON.stringify(moved(['massage'])))).rejects.toMatchObject({
    code: 'SITE_IN_USE',
  });
  // Into both at once she may; the rule of the start stays the clock's.
  await house.store.setup.importSite(desk, JSON.stringify(moved(['foot', 'massage'])));
  expect(placesIn(`massage/${gender}`)).toEqual(['12']);
  await house.wait(61);
  await house.swipe('202', 'technician:12', '2#');
  expect(house.earned('12', '2026-11-15')).toBe(5_200);

  // Off the clock she leaves the foot queue for good, and stands in the other one once.
  await house.store.setup.importSite(desk, JSON.stringify(moved(['massage'])));
  expect(placesIn('foot')).toEqual(['1', '2']);
  expect(placesIn(`massage/${gender}`)).toEqual(['12']);
  house.open('203', '101', '1');
  await house.wait(1);
  await house.swipe('203', 'technician:1');
  await house.wait(61);
  await house.swipe('203', 'technician:1', '2#');
  expect(house.earned('1', '2026-11-15')).toBe(9_900);
  // What was earned before stays in the month's pay of the same person.
  const months = house.rows<{ payeeNo: string; month: string; sum: number }>(
    'SELECT payeeNo, month, SUM(amountMinor) AS sum FROM commission_shares GROUP BY payeeNo, month ORDER BY payeeNo',
  );
  expect(months).toEqual([
    { payeeNo: '1', month: '2026-11', sum: 9_900 },
    { payeeNo: '12', month: '2026-11', sum: 5_200 },
  ]);
});
