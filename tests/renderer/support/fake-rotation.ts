import { type ClockTypeSettings, defaultClockTypes } from '../../../core/model/clock-types/clock-types.ts';
import { defaultPolicy, type PolicyVersion } from '../../../core/model/rotation/policy.ts';
import type { Site } from '../../../core/model/site/schema.ts';
import { indexSite } from '../../../core/model/site/site-index.ts';
import type { PolicyFile } from '../../../core/what-if/policy-file.ts';
import type { RotationService } from '../../../host/parts/rotation/service.ts';
import type { PolicyList, WhatIfProgress } from '../../../host/parts/rotation/views.ts';

/** Policies that a test sets, and looks back that end when it says so. */
export class FakeRotation implements RotationService {
  readonly versions: (PolicyVersion & { setAt: number; setBy: string })[] = [];
  readonly asked: { fromDate: string; toDate: string; policy: PolicyFile }[] = [];
  clockTypes: ClockTypeSettings = defaultClockTypes;
  /** How many looks back were given up. */
  givenUp = 0;
  #emit: (progress: WhatIfProgress) => void = () => {};
  readonly whyHere: RotationService['whyHere'];
  readonly #site: Site;

  constructor(site: Site, whyHere: RotationService['whyHere']) {
    this.#site = site;
    this.whyHere = whyHere;
  }

  policies(): PolicyList {
    const index = indexSite(this.#site, true);
    return {
      clockTypes: this.clockTypes,
      today: '2026-11-21',
      firstDate: '2026-11-01',
      groups: this.#site.groups.map(({ code }) => ({
        group: code,
        byGender: index.rotation.get(code)?.byGender ?? false,
        first: defaultPolicy,
        versions: this.versions.filter((version) => version.group === code),
        inForce: index.queues
          .filter((queue) => queue.group === code)
          .map(({ id }) => ({ queueId: id, policy: defaultPolicy })),
      })),
    };
  }

  whatIf(
    question: { fromDate: string; toDate: string; policy: PolicyFile },
    emit: (progress: WhatIfProgress) => void,
  ): () => void {
    this.asked.push(question);
    this.#emit = emit;
    return () => {
      this.givenUp += 1;
    };
  }

  /** How far the look back has come. */
  tell(progress: WhatIfProgress): void {
    this.#emit(progress);
  }
}
