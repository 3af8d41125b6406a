import { columnOf } from '../../model/clock-types/clock-types.ts';
import type { Clock } from '../../model/clocks/clock.ts';
import type { RotationClocks } from '../../model/clocks/slice.ts';
import type { ReservationsSlice } from '../../model/reservations/slice.ts';
import { type PolicyVersion, policyOf, type QueuePolicy } from '../../model/rotation/policy.ts';
import type { RotationSlice } from '../../model/rotation/slice.ts';
import type { SiteService } from '../../model/site/schema.ts';
import type { SiteIndex } from '../../model/site/site-index.ts';
import type { StoreState } from '../../model/state.ts';

/** What the rotation asks of the store, and a replay under another policy has to know: nothing else. */
export interface RotationState extends Pick<StoreState, 'site' | 'technicians'> {
  readonly rotation: Omit<RotationSlice, 'moves'>;
  readonly clocks: RotationClocks;
  readonly reservations: Pick<ReservationsSlice, 'locks'>;
}

/** What a queue goes by on a trading day: the version that began last; before any, what the site file says. */
export function policyFor(
  state: Pick<RotationState, 'site' | 'rotation'>,
  queueId: string,
  businessDate: string,
): QueuePolicy {
  const queue = state.site.queues.find(({ id }) => id === queueId);
  if (!queue) return policyOf(undefined);
  const version = state.rotation.policies().findLast((one) => isFor(one, queue) && one.fromDate <= businessDate);
  return version?.policy ?? sitePolicy(state.site, queue.group);
}

/** The first version of all: the site file's own entry. */
export function sitePolicy(site: Pick<SiteIndex, 'rotation'>, group: string): QueuePolicy {
  return policyOf(site.rotation.get(group));
}

/** Whether a version is about a queue. */
export function isFor(
  version: Pick<PolicyVersion, 'group' | 'gender'>,
  queue: { group: string; gender: 'F' | 'M' | null },
): boolean {
  return version.group === queue.group && (version.gender === null || version.gender === queue.gender);
}

/** Whether an item counts as a turn. */
export function isTurn(
  service: Pick<SiteService, 'code' | 'price' | 'countsAsTurn'>,
  { noTurnItems, noTurnBelowMinor }: Pick<QueuePolicy, 'noTurnItems' | 'noTurnBelowMinor'>,
): boolean {
  return service.countsAsTurn !== false && !noTurnItems.includes(service.code) && service.price >= noTurnBelowMinor;
}

/** The clocks of a trading day (called, started or ended) that count, and as turns, of all queues. */
export function turnsOn(
  state: Pick<RotationState, 'site' | 'clocks'>,
  technicianNo: string,
  businessDate: string,
  policy: QueuePolicy,
): Clock[] {
  return state.clocks.onDay(technicianNo, businessDate).filter((clock) => countsAsTurn(state, clock, policy));
}

/** Whether a clock counts, and as a turn. */
export function countsAsTurn(
  state: Pick<RotationState, 'site' | 'clocks'>,
  clock: Pick<Clock, 'serviceCode' | 'type' | 'countsAs'>,
  policy: QueuePolicy,
): boolean {
  const service = state.site.services.get(clock.serviceCode);
  return (!service || isTurn(service, policy)) && columnOf(clock, state) !== 'none';
}

/** Whether somebody has turns left under the daily cap. Nearly everybody has had fewer clocks than that in all. */
export function hasTurnsLeft(
  state: Pick<RotationState, 'site' | 'clocks'>,
  technicianNo: string,
  businessDate: string,
  policy: QueuePolicy,
): boolean {
  const { dailyCap } = policy;
  return (
    dailyCap === null ||
    state.clocks.onDayAtMost(technicianNo, businessDate) < dailyCap ||
    turnsOn(state, technicianNo, businessDate, policy).length < dailyCap
  );
}
