import type { ClockTypeSettings } from '../../../core/model/clock-types/clock-types.ts';
import type { PolicyVersion, QueuePolicy } from '../../../core/model/rotation/policy.ts';
import type { WhatIfResult } from '../../../core/what-if/what-if.ts';
import type { LocalText } from '../../contract/views.ts';

export interface QueueView {
  id: string;
  group: string;
  gender: 'F' | 'M' | null;
  /** In order of the queue, the busy included. */
  places: {
    technicianNo: string;
    position: number;
    /** Since when this place is held. */
    since: number;
    /** Whether the rotation would give a new order to her or him. */
    available: boolean;
  }[];
}

/** One sentence of “why am I seventh?”. */
export interface QueueStep {
  at: number;
  seq: number;
  technicianNo: string;
  fromPosition: number | null;
  toPosition: number | null;
  sentence: LocalText;
}

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
