import type { Language } from '../../core/kernel/money.ts';
import type { JobPayload } from '../../core/model/jobs.ts';
import type { SiteIndex } from '../../core/model/site/site-index.ts';
import type { StoreState } from '../../core/model/state.ts';

import type { TicketSetting } from './ticket-setting.ts';

export type JobKindName = JobPayload['kind'];
export type PayloadOf<N extends JobKindName> = Extract<JobPayload, { kind: N }>;

/** A job as far as its words need it. */
export interface JobFacts {
  id: string;
  payload: JobPayload;
  /** UTC ms. */
  createdAt: number;
  /** A person asked for it once more. */
  repeated: boolean;
  /** The device its event asked for, where another does it. */
  routedFrom: string | null;
}

/** What a ticket is collected from, beside what its job carries. */
export interface TicketFacts {
  state: StoreState;
  /** The technicians who served the clocks of a visit, one after the other. */
  segmentsOf(visitId: string): readonly { clockId: string; technicianNo: string }[];
  /** Where the journal says that a bill was settled; null where it does not. */
  rowOfBill(visitId: string, billId: string): { seq: number; hash: string } | null;
  languages: readonly Language[];
  /** UTC ms. */
  at: number;
}

export interface SpeakingFacts {
  site: SiteIndex;
  state: StoreState;
  /** UTC ms. */
  at: number;
  /** `spoken`: numbers as an engine has to read them. `shown`: as they stand on screens. */
  form: 'spoken' | 'shown';
}

/** What is known of every kind of job. */
interface ToldJob<N extends JobKindName> {
  /** What it tells is no longer so. `createdAt`, `at`: UTC ms. */
  isOvertaken(payload: PayloadOf<N>, createdAt: number, state: StoreState, at: number): boolean;
  /** One line for people: what it is, the room, the technician or the articles. */
  summary(payload: PayloadOf<N>, site: SiteIndex, language: Language): string;
}

interface PrintedJob<N extends JobKindName> {
  /** Receiptline markup. */
  ticket(payload: PayloadOf<N>, job: JobFacts, facts: TicketFacts, setting: TicketSetting): string;
  /** Whether the drawer opens with it; no, unless told. */
  kicksDrawer?(payload: PayloadOf<N>, job: JobFacts, facts: TicketFacts): boolean;
}

interface SpokenJob<N extends JobKindName> {
  sentence(payload: PayloadOf<N>, language: Language, facts: SpeakingFacts): string;
  /** Said as often as the site wants, not once. */
  isRepeated?: true;
}

/** Everything the house must know of the words of one kind of job: what is printed has a ticket, what is spoken a sentence. */
export type JobKind<N extends JobKindName> = ToldJob<N> &
  (N extends `print-${string}` ? PrintedJob<N> : N extends `announce-${string}` ? SpokenJob<N> : unknown);

/** Some kind of job, for whoever asks the list. */
export type AnyJobKind = Readonly<ToldJob<JobKindName>> &
  Partial<PrintedJob<JobKindName>> &
  Partial<SpokenJob<JobKindName>>;
