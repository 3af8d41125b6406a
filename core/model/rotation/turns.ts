import type { QueuePlace } from './queue.ts';

/** A queue as the store or a screen has it, its places in order. */
export interface SeenQueue<Place> {
  group: string;
  gender: 'F' | 'M' | null;
  places: readonly Place[];
}

/**
 * Whose turn it is for an item of a group, in order: of each queue the first who may serve; where the group rotates by
 * gender and the guest does not mind, of the two heads the one who has held the place longer. The first is who is
 * called: the rotation, the board, the forms and the terminals ask here alike. `mayServe` is asked of nobody behind
 * whoever is taken.
 */
export function* turnsIn<Place extends Pick<QueuePlace, 'technicianNo' | 'since'>>(
  queues: readonly SeenQueue<Place>[],
  { group, gender }: { group: string; gender?: 'F' | 'M' | undefined },
  mayServe: (place: Place, queue: SeenQueue<Place>) => boolean,
): Generator<{ place: Place; queue: SeenQueue<Place> }> {
  const lines = queues
    .filter((queue) => queue.group === group && !(gender && queue.gender && queue.gender !== gender))
    .map((queue) => ({ queue, at: nextAt(queue, 0, mayServe) }));
  for (;;) {
    let first: { line: (typeof lines)[number]; place: Place } | undefined;
    for (const line of lines) {
      const place = line.queue.places[line.at];
      if (place && (!first || place.since < first.place.since)) first = { line, place };
    }
    if (!first) return;
    const { line, place } = first;
    yield { place, queue: line.queue };
    line.at = nextAt(line.queue, line.at + 1, mayServe);
  }
}

/** Where in a queue the next one who may serve stands, from 0; past the end where nobody does. */
function nextAt<Place>(
  queue: SeenQueue<Place>,
  from: number,
  mayServe: (place: Place, queue: SeenQueue<Place>) => boolean,
): number {
  const { places } = queue;
  for (let at = from; at < places.length; at += 1) {
    const place = places[at];
    if (place !== undefined && mayServe(place, queue)) return at;
  }
  return places.length;
}

/** The first of `turnsIn`; undefined where nobody can be called. */
export function firstTurn<Place extends Pick<QueuePlace, 'technicianNo' | 'since'>>(
  ...asked: Parameters<typeof turnsIn<Place>>
): { place: Place; queue: SeenQueue<Place> } | undefined {
  return turnsIn(...asked).next().value ?? undefined;
}
