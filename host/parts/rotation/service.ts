import type { PolicyFile } from '../../../core/what-if/policy-file.ts';
import type { PolicyList, QueueStep, WhatIfProgress } from './views.ts';

/** The rotation's policies, and what another would have made of past days. */
export interface RotationService {
  policies(): PolicyList;
  /** “Why am I seventh?”, sentence by sentence. `at`: the moment that is asked about (UTC ms); without it, now. */
  whyHere(queueId: string, technicianNo: string, at?: number): QueueStep[];
  /**
   * Leads past trading days on under another policy, beside the store's work; `emit` hears how far it has come, `fail`
   * why there will be no answer. Returns how to give it up. Throws PERIOD_INVALID.
   */
  whatIf(
    question: { fromDate: string; toDate: string; policy: PolicyFile },
    emit: (progress: WhatIfProgress) => void,
    fail: (error: unknown) => void,
  ): () => void;
}
