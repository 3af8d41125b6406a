import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { writeWhole } from '../../db/engine/whole-file.ts';
import type { StoreLog } from '../contract/log.ts';
import type { HealthService } from '../parts/health/service.ts';
import type { HealthFinding, HealthLineView, HealthPart, HealthView, WellView } from '../parts/health/views.ts';
import type { HealthGiven, HealthSource } from './given.ts';
import { healthSources } from './sources.ts';

export interface HealthBookOptions {
  /** Where it is kept since when a line stands; null: only while the store is open. */
  file: string | null;
  given(): HealthGiven;
  log: StoreLog;
}

const schema = z.record(z.string(), z.int());

/** Asks all parts what is wrong, and remembers since when, also from one start to the next. */
export class HealthBook implements HealthService {
  readonly #options: HealthBookOptions;
  #since: Record<string, number>;

  constructor(options: HealthBookOptions) {
    this.#options = options;
    this.#since = sinceIn(options.file);
  }

  now(): HealthView {
    const { given, log } = this.#options;
    const all = given();
    const well: WellView[] = [];
    const found: HealthFinding[] = [];
    for (const [part, source] of Object.entries(healthSources) as [HealthPart, HealthSource][]) {
      try {
        const health = source(all);
        found.push(...health.found);
        if (health.found.length === 0) well.push({ part, facts: health.facts });
      } catch (err) {
        // Neither wrong nor well: it was not looked at.
        log.warn({ err, part }, 'a part could not be looked at');
      }
    }
    const lines = this.#withSince(found, all.now).toSorted(worstFirst);
    return { at: all.now, lines, well };
  }

  #withSince(found: readonly HealthFinding[], now: number): HealthLineView[] {
    const before = this.#since;
    this.#since = {};
    const lines = found.map(({ code, tone, subject = null, facts = {}, since = null }): HealthLineView => {
      const key = `${code} ${subject ?? ''}`;
      const seen = before[key] ?? now;
      this.#since[key] = seen;
      return { code, tone, subject, facts, since: since ?? seen };
    });
    if (JSON.stringify(before) !== JSON.stringify(this.#since)) this.#keep();
    return lines;
  }

  #keep(): void {
    const { file, log } = this.#options;
    try {
      if (file !== null) writeWhole(file, JSON.stringify(this.#since));
    } catch (err) {
      log.warn({ err }, 'since when something is wrong could not be written down');
    }
  }
}

function worstFirst(a: HealthLineView, b: HealthLineView): number {
  // Nothing else matters while nothing is recorded.
  const isStop = ({ code }: HealthLineView) => code === 'TRADING_STOPPED';
  if (isStop(a) !== isStop(b)) return isStop(a) ? -1 : 1;
  if (a.tone !== b.tone) return a.tone === 'wrong' ? -1 : 1;
  return a.since - b.since;
}

/** What cannot be read counts as nothing known. */
function sinceIn(file: string | null): Record<string, number> {
  try {
    return file === null ? {} : schema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return {};
  }
}
