import type { StoreEvent } from '../../model/events.ts';
import { event } from '../../model/events.ts';
import type { QueueMove } from '../../model/rotation/moves.ts';
import { applyEffect, type QueuePlace } from '../../model/rotation/queue.ts';
import type { Site } from '../../model/site/schema.ts';
import { indexSite, queuesOf } from '../../model/site/site-index.ts';
import type { StoreState } from '../../model/state.ts';

import { heldByOthers } from './moves.ts';

const because = { event: 'site-changed' };

/**
 * What becomes of those in the queues when a new site file has other queues or other people in a group: out of the
 * queues that are no longer theirs, to the tail of the new ones, in the order in which they stood.
 */
export function movesIntoNewQueues(state: StoreState, site: Site): StoreEvent[] {
  const next = indexSite(site, false);
  const present = site.technicians.filter(({ no }) => (state.technicians.byNo(no)?.duty ?? 'off') !== 'off');
  const belongs = new Map(present.map((technician) => [technician.no, new Set(queuesOf(next, technician))]));
  const before = state.site.queues.map(({ id, group }) => ({ id, group, places: state.rotation.queue(id) }));

  const leaving = before.flatMap(({ id, places }) =>
    places.flatMap(({ technicianNo }) =>
      belongs.get(technicianNo)?.has(id) ? [] : (applyEffect(places, id, technicianNo, 'remove', because) ?? []),
    ),
  );
  const joining = next.queues.flatMap(({ id, group }) => {
    let queue = (before.find((old) => old.id === id)?.places ?? []).filter(({ technicianNo }) =>
      belongs.get(technicianNo)?.has(id),
    );
    const stood = merged(before.filter((old) => old.group === group).map((old) => old.places));
    return [...new Set([...stood, ...present.map(({ no }) => no)])].flatMap((technicianNo): QueueMove[] => {
      if (!belongs.get(technicianNo)?.has(id) || queue.some((place) => place.technicianNo === technicianNo)) return [];
      const held = heldByOthers(state, id, technicianNo);
      const move = applyEffect(queue, id, technicianNo, 'tail', because, null, held);
      if (!move || move.toRank === null) return [];
      queue = [...queue, { queueId: id, technicianNo, rank: move.toRank, since: 0 }];
      return [move];
    });
  });
  return [...leaving, ...joining].map((move) => event('rotation.moved', move));
}

/** Several queues as one, each in its own order: of their heads the one who has held the place longest goes first. */
function merged(queues: readonly (readonly QueuePlace[])[]): string[] {
  const left = queues.map((places) => [...places]);
  const order: string[] = [];
  for (;;) {
    let longest: QueuePlace[] | null = null;
    for (const places of left) {
      const [head] = places;
      if (head && (!longest?.[0] || head.since < longest[0].since)) longest = places;
    }
    const head = longest?.shift();
    if (!head) return order;
    order.push(head.technicianNo);
  }
}
