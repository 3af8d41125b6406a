import type { ClockTypeSettings } from '../../../core/model/clock-types/clock-types.ts';
import type { PolicyVersion, QueuePolicy } from '../../../core/model/rotation/policy.ts';
import type { PolicyFile } from '../../../core/what-if/policy-file.ts';
import type { WhatIfResult } from '../../../core/what-if/what-if.ts';

/** What the queues of a group go by: the site file's entry first, then every version. */
export interface GroupPolicies {
  group: string;
  byGender: boolean;
  /** As the site file has it. */
  first: QueuePolicy;
  /** By first trading day, then in the order they were set; those to come included. */
  versions: (PolicyVersion & { setAt: number; setBy: string })[];
  /** In force today, by queue. */
  inForce: { queueId: string; policy: QueuePolicy }[];
}

export interface PolicyList {
  /** The present trading day: no version begins before. */
  today: string;
  /** The first trading day there is something to look back on; null in a new store. */
  firstDate: string | null;
  groups: GroupPolicies[];
  /** Where each type of clock counts and how it is paid. */
  clockTypes: ClockTypeSettings;
}

/** How far a look back has come, and at last the answer. */
export type WhatIfProgress = { done: number; result: null } | { done: 1; result: WhatIfResult };

/** The rotation's policies, and what another would have made of past days. */
export interface RotationService {
  policies(): PolicyList;
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
