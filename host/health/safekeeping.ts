import { dayMs, minuteMs } from '../../core/kernel/time.ts';
import { readBeacon } from '../../db/engine/beacon.ts';
import { lastRowAt, readHead } from '../../db/engine/journal.ts';
import type { HealthFinding } from '../parts/health/views.ts';
import type { HealthGiven, PartHealth } from './given.ts';

/** A night was left out. */
const oldAfterMs = 1.5 * dayMs;

/** The file, its copies, its proof, and what tells how far it had got. */
export function safekeepingHealth(given: HealthGiven): PartHealth {
  const { db, safekeeping, now, isLookedAfter, isDemo } = given;
  const { stop, proof, copy, segment, lacksSheet, hasSecondPlace } = safekeeping;
  const { seq, hash } = readHead(db.read);
  const facts = { seq, hash: hash.slice(0, 16) };
  const found: HealthFinding[] = (stop?.faults ?? []).map(({ code }) => ({
    ...{ code: 'TRADING_STOPPED', tone: 'wrong', subject: code },
  }));
  if (proof?.ok === false) {
    found.push({ code: 'PROOF_FAILED', tone: 'wrong', facts: { count: proof.problems }, since: proof.at });
  }
  if (!isLookedAfter) return { found, facts };
  if (copy?.ok === false) found.push({ code: 'COPY_FAILED', tone: 'wrong', subject: copy.code ?? 'INTERNAL' });
  else if (copy && now - copy.at > oldAfterMs) found.push({ code: 'COPY_OLD', tone: 'soon', since: copy.at });
  if (segment?.ok === false) found.push({ code: 'ROWS_NOT_KEPT', tone: 'wrong', subject: segment.code ?? 'INTERNAL' });
  if (proof && now - proof.at > oldAfterMs) found.push({ code: 'PROOF_OLD', tone: 'soon', since: proof.at });
  if (isDemo) return { found, facts };
  if (!hasSecondPlace) found.push({ code: 'SECOND_PLACE_NONE', tone: 'soon' });
  if (lacksSheet) found.push({ code: 'SHEET_NONE', tone: 'wrong' });
  return { found: [...found, ...darkBeacons(given, seq)], facts };
}

/** A beacon that cannot be read, or is behind: it tells nothing of a file that went back. */
function darkBeacons({ beacons, db, now }: HealthGiven, seq: number): HealthFinding[] {
  // The far one is written behind the commit: what is of this minute may be on its way.
  if (now - (lastRowAt(db.read) ?? now) < minuteMs) return [];
  return beacons.flatMap((path, at): HealthFinding[] => {
    const seen = readBeacon(path);
    const subject = at === 0 ? 'near' : 'far';
    return seq > 0 && (seen?.seq ?? 0) < seq ? [{ code: 'BEACON_AWAY', tone: 'soon', subject, facts: { path } }] : [];
  });
}
