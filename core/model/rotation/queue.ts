import type { MoveCause, QueueMove } from './moves.ts';
import type { RotationEffect } from './policy.ts';

/**
 * One queue of a group (and gender, where the group rotates by gender). A place is a rank, smaller is nearer the
 * head. A rank that somebody on a clock may come back to is never handed out: going to the tail, the head or between
 * two takes a new one, so a rank held before the call still means the same place between the others, and `restore`
 * is exact.
 */
export interface QueuePlace {
  queueId: string;
  technicianNo: string;
  rank: number;
  /** When this rank was taken, UTC ms. */
  since: number;
}

/** `foot`, or `massage/F` where the group rotates by gender. */
export function queueIdOf(group: string, byGender: boolean, gender: 'F' | 'M'): string {
  return byGender ? `${group}/${gender}` : group;
}

/** 1 for the head; null when the technician is not in the queue. `queue` is sorted by rank. */
export function positionIn(queue: readonly QueuePlace[], technicianNo: string): number | null {
  const index = queue.findIndex((place) => place.technicianNo === technicianNo);
  return index < 0 ? null : index + 1;
}

/**
 * What an effect does to a technician's place, or null when it changes nothing. `queue` is sorted by rank;
 * `heldRank` is what `restore` returns to (without one, `restore` keeps the place); `heldByOthers` are the ranks that
 * others may come back to.
 */
export function applyEffect(
  queue: readonly QueuePlace[],
  queueId: string,
  technicianNo: string,
  effect: RotationEffect,
  because: MoveCause,
  heldRank: number | null = null,
  heldByOthers: readonly number[] = [],
): QueueMove | null {
  const place = queue.find((candidate) => candidate.technicianNo === technicianNo);
  const others = queue.filter((candidate) => candidate.technicianNo !== technicianNo);
  const toRank = targetRank([...others.map(({ rank }) => rank), ...heldByOthers], place, effect, heldRank);
  if (toRank === (place?.rank ?? null)) return null;
  return {
    queueId,
    technicianNo,
    effect,
    fromPosition: positionIn(queue, technicianNo),
    toPosition: toRank === null ? null : positionAt(others, toRank),
    fromRank: place?.rank ?? null,
    toRank,
    because,
  };
}

/** `taken` are the ranks of others, those they may come back to included. */
function targetRank(
  taken: readonly number[],
  place: QueuePlace | undefined,
  effect: RotationEffect,
  heldRank: number | null,
): number | null {
  switch (effect) {
    case 'keep':
    // Where `by-clocks` leads, only who knows everybody's clocks can say: see moves.ts.
    case 'by-clocks':
      return place?.rank ?? null;
    case 'remove':
      return null;
    case 'restore':
      return heldRank ?? place?.rank ?? null;
    case 'head': {
      const first = Math.min(...taken);
      if (place && place.rank < first) return place.rank;
      return taken.length > 0 ? Math.floor(first) - 1 : 0;
    }
    case 'tail': {
      const last = Math.max(...taken);
      if (place && place.rank > last) return place.rank;
      return taken.length > 0 ? Math.floor(last) + 1 : 0;
    }
  }
}

/** The position a rank gives among the others. */
function positionAt(others: readonly QueuePlace[], rank: number): number {
  return others.filter((place) => place.rank < rank).length + 1;
}

/**
 * The moves that put a technician of the queue at a position (from 1; past the end means the tail). Usually one; when
 * two ranks lie so close that no number fits between, the ones behind move up to new ranks in the same order.
 */
export function moveTo(
  queue: readonly QueuePlace[],
  queueId: string,
  technicianNo: string,
  position: number,
  because: MoveCause,
  heldByOthers: readonly number[] = [],
): QueueMove[] {
  if (positionIn(queue, technicianNo) === null) return [];
  return placeAt(queue, queueId, technicianNo, position, because, heldByOthers);
}

/** Like `moveTo`, and takes in who was not in the queue. `effect`: what led there, where it was no hand. */
export function placeAt(
  queue: readonly QueuePlace[],
  queueId: string,
  technicianNo: string,
  position: number,
  because: MoveCause,
  heldByOthers: readonly number[] = [],
  effect: RotationEffect | 'to' = 'to',
): QueueMove[] {
  const from = queue.find((place) => place.technicianNo === technicianNo);
  if (positionIn(queue, technicianNo) === position) return [];
  const others = queue.filter((place) => place.technicianNo !== technicianNo);
  const before = others[position - 2];
  const after = others[position - 1];
  if (!before || !after) {
    const end = before ? 'tail' : position === 1 ? 'head' : 'tail';
    const move = applyEffect(queue, queueId, technicianNo, end, because, null, heldByOthers);
    return move ? [{ ...move, effect: effect === 'to' ? end : effect }] : [];
  }
  const low = Math.max(before.rank, ...heldByOthers.filter((rank) => rank < after.rank));
  const between = low + (after.rank - low) / 2;
  if (between > low && between < after.rank) {
    return [
      {
        queueId,
        technicianNo,
        effect,
        fromPosition: positionIn(queue, technicianNo),
        toPosition: position,
        fromRank: from?.rank ?? null,
        toRank: between,
        because,
      },
    ];
  }
  const behind = others.slice(position - 1);
  const base = Math.floor(Math.max(from?.rank ?? 0, others.at(-1)?.rank ?? 0, ...heldByOthers)) + 1;
  return [technicianNo, ...behind.map((place) => place.technicianNo)].map((no, index) => ({
    queueId,
    technicianNo: no,
    effect: no === technicianNo ? effect : ('to' as const),
    fromPosition: positionIn(queue, no),
    toPosition: position + index,
    fromRank: queue.find((place) => place.technicianNo === no)?.rank ?? null,
    toRank: base + index,
    because,
  }));
}
