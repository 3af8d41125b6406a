import type { DecisionContext } from '../../kernel/context.ts';
import type { CommandData } from '../../model/commands.ts';
import type { StoreEvent } from '../../model/events.ts';
import { event } from '../../model/events.ts';
import { rotationError } from '../../model/rotation/errors.ts';
import { effectsFor, rotationEvents } from '../../model/rotation/policy.ts';
import { moveTo, positionIn } from '../../model/rotation/queue.ts';
import { siteError } from '../../model/site/errors.ts';
import type { StoreState } from '../../model/state.ts';
import { heldByOthers } from './moves.ts';

import { whyPlace } from './why-place.ts';

/** A queue, or all of a group, goes by another policy from a trading day on. What is refused says what it breaks. */
export function setPolicy(
  state: StoreState,
  data: CommandData<'rotation.setPolicy'>,
  ctx: DecisionContext,
): StoreEvent[] {
  const { group, gender, fromDate, policy } = data;
  const queues = state.site.queues.filter((queue) => queue.group === group);
  if (queues.length === 0) throw rotationError('GROUP_UNKNOWN', { group });
  if (gender !== null && !queues.some((queue) => queue.gender === gender)) {
    throw rotationError('POLICY_NOT_BY_GENDER', { group });
  }
  if (fromDate < ctx.businessDate) throw rotationError('POLICY_IN_THE_PAST', { fromDate, today: ctx.businessDate });
  for (const happened of rotationEvents) {
    const effect = policy.effects[happened];
    if (!effectsFor(happened).includes(effect)) {
      throw rotationError('POLICY_EFFECT_UNFIT', {
        event: happened,
        effect,
        allowed: effectsFor(happened).join(', '),
      });
    }
  }
  for (const serviceCode of policy.noTurnItems) {
    if (!state.site.services.has(serviceCode)) throw siteError('SERVICE_UNKNOWN', { serviceCode });
  }
  return [event('rotation.policySet', { group, gender, fromDate, preset: data.preset, policy })];
}

/** Prints why somebody stands where she or he stands, or stood at a given moment. */
export function printWhy(
  state: StoreState,
  { queueId, technicianNo, at }: CommandData<'rotation.printWhy'>,
  ctx: DecisionContext,
): StoreEvent[] {
  if (!state.site.queues.some((queue) => queue.id === queueId)) throw rotationError('QUEUE_UNKNOWN', { queueId });
  const moment = Math.min(at ?? ctx.at, ctx.at);
  const steps = whyPlace(state, queueId, technicianNo, moment);
  if (steps.length === 0) throw rotationError('NOT_IN_QUEUE', { technicianNo, queueId });
  const position = steps.at(-1)?.toPosition ?? null;
  return [event('rotation.whyPrinted', { queueId, technicianNo, at: moment, position, steps })];
}

/** A manager puts somebody at a place, with a reason. */
export function moveInQueue(state: StoreState, data: CommandData<'rotation.move'>): StoreEvent[] {
  const { queueId, technicianNo } = data;
  if (!state.site.queues.some((queue) => queue.id === queueId)) throw rotationError('QUEUE_UNKNOWN', { queueId });
  const queue = state.rotation.queue(queueId);
  if (positionIn(queue, technicianNo) === null) throw rotationError('NOT_IN_QUEUE', { technicianNo, queueId });
  const position = Math.min(data.position, queue.length);
  const because = { event: 'moved-by-hand', reason: data.reason };
  const held = heldByOthers(state, queueId, technicianNo);
  return moveTo(queue, queueId, technicianNo, position, because, held).map((move) => event('rotation.moved', move));
}
