import { dayMs } from '../../../core/kernel/time.ts';
import { rotationError } from '../../../core/model/rotation/errors.ts';
import { doneBy } from '../../../core/model/site/names.ts';
import { policyFor, sitePolicy } from '../../../core/rules/rotation/policy-in-force.ts';
import type { PolicyFile } from '../../../core/what-if/policy-file.ts';
import { storedPolicies } from '../../../db/parts/rotation/queries.ts';
import type { StoreDatabase } from '../../../db/store-database.ts';
import type { Asked } from '../../contract/reports.ts';
import type { RotationReports } from './reports.ts';
import type { RotationService } from './service.ts';
import type { PolicyList, QueueStep, WhatIfProgress } from './views.ts';
import { whyHere } from './why-here.ts';

export interface RotationDeskOptions {
  db: StoreDatabase;
  reports: Asked<RotationReports>;
  /** UTC ms. */
  now(): number;
  businessDate(): string;
}

/** The longest period that is looked back on, days. */
const longestDays = 92;

/** The rotation's policies, and looks back under another. */
export class RotationDesk implements RotationService {
  readonly #options: RotationDeskOptions;

  constructor(options: RotationDeskOptions) {
    this.#options = options;
  }

  policies(): PolicyList {
    const { db, businessDate } = this.#options;
    const { state } = db;
    const today = businessDate();
    const versions = storedPolicies(db.read);
    const first = db.read.get<{ businessDate: string }>(
      'SELECT businessDate FROM clocks ORDER BY businessDate LIMIT 1',
    );
    return {
      clockTypes: state.clocks.types(),
      today,
      firstDate: first?.businessDate ?? null,
      groups: state.site.site.groups.map(({ code }) => ({
        group: code,
        byGender: state.site.rotation.get(code)?.byGender ?? false,
        first: sitePolicy(state.site, code),
        versions: versions
          .filter((version) => version.group === code)
          .map(({ group, gender, fromDate, preset, policy, setAt, setBy }) => {
            return { group, gender, fromDate, preset, policy, setAt, setBy: doneBy(state.settings, setBy) };
          }),
        inForce: state.site.queues
          .filter((queue) => queue.group === code)
          .map(({ id }) => ({ queueId: id, policy: policyFor(state, id, today) })),
      })),
    };
  }

  whyHere(queueId: string, technicianNo: string, at?: number): QueueStep[] {
    const { db, now } = this.#options;
    return whyHere(db.state, queueId, technicianNo, Math.min(at ?? now(), now()));
  }

  whatIf(
    question: { fromDate: string; toDate: string; policy: PolicyFile },
    emit: (progress: WhatIfProgress) => void,
    fail: (error: unknown) => void,
  ): () => void {
    checkPeriod(question.fromDate, question.toDate);
    const givenUp = new AbortController();
    const { signal } = givenUp;
    let told = 0;
    const onProgress = (done: number) => {
      // A screen is told of every hundredth, not of every slice.
      if (done - told < 0.01) return;
      told = done;
      emit({ done, result: null });
    };
    this.#options.reports['rotation.whatIf']([question], { signal, onProgress }).then(
      (result) => result && emit({ done: 1, result }),
      (error) => signal.aborted || fail(error),
    );
    return () => givenUp.abort();
  }
}

/** Throws PERIOD_INVALID where the days are the wrong way round or too many. */
export function checkPeriod(fromDate: string, toDate: string): void {
  const days = (Date.parse(toDate) - Date.parse(fromDate)) / dayMs + 1;
  if (!(days >= 1 && days <= longestDays)) {
    throw rotationError('PERIOD_INVALID', { fromDate, toDate, days: longestDays });
  }
}
