import { minuteMs } from '../../core/kernel/time.ts';
import { allPinMisses } from '../../db/operational/pin-misses.ts';
import type { HealthFinding } from '../parts/health/views.ts';
import type { HealthGiven, PartHealth } from './given.ts';

/** Who is kept out by wrong PINs: by number, as the journal has it. */
export function peopleHealth({ db, people, now }: HealthGiven): PartHealth {
  const locked = allPinMisses(db.read).filter(({ lockedUntil }) => (lockedUntil ?? 0) > now);
  const found = locked.map(
    ({ staffNo, stationId, lockedUntil }): HealthFinding => ({
      ...{
        code: 'PIN_LOCKED_OUT',
        tone: 'soon',
        subject: [staffNo, stationId].filter((one) => one !== '').join(' · '),
      },
      facts: { minutes: Math.ceil(((lockedUntil ?? now) - now) / minuteMs) },
    }),
  );
  return { found, facts: { sessions: people.sessions.all().length } };
}
