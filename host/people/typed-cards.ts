import { minuteMs } from '../../core/kernel/time.ts';
import { cardError } from '../../core/model/cards/errors.ts';

/** Numbers that nobody holds, sent from one station; each is forgotten after a while. */
const freeTries = 10;
const tryMs = minuteMs;
const firstLockMs = minuteMs;
const longestLockMs = 15 * minuteMs;

interface Tries {
  count: number;
  lastAt: number;
  lockedUntil: number;
  locks: number;
}

/** Stops numbers of cards from being guessed: a station that sends many which nobody holds is not listened to for a while. */
export class TypedCards {
  readonly #elapsed: () => number;
  readonly #tries = new Map<string, Tries>();

  /** @param elapsed milliseconds on a clock that never jumps */
  constructor(elapsed: () => number) {
    this.#elapsed = elapsed;
  }

  /** Throws CARD_TRIES while numbers of this station are not looked at. */
  admit(stationId: string): void {
    const leftMs = (this.#tries.get(stationId)?.lockedUntil ?? 0) - this.#elapsed();
    if (leftMs > 0) throw cardError('CARD_TRIES', { minutes: Math.ceil(leftMs / minuteMs) });
  }

  /** One that nobody holds. True where the station is not listened to from now on. */
  missed(stationId: string): boolean {
    const at = this.#elapsed();
    const before = this.#tries.get(stationId) ?? { count: 0, lastAt: at, lockedUntil: 0, locks: 0 };
    const count = Math.max(0, before.count - Math.floor((at - before.lastAt) / tryMs)) + 1;
    const isLocked = count >= freeTries;
    const lockMs = Math.min(firstLockMs * 2 ** before.locks, longestLockMs);
    // A station that was quiet for as long as the longest lock begins anew.
    const locks = at - before.lastAt > 2 * longestLockMs ? 0 : before.locks;
    this.#tries.set(stationId, {
      count: isLocked ? 0 : count,
      lastAt: at,
      lockedUntil: isLocked ? at + lockMs : 0,
      locks: isLocked ? Math.min(locks + 1, 8) : locks,
    });
    return isLocked;
  }
}
