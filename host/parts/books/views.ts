import type { Language } from '../../../core/kernel/money.ts';
import type { ProblemCode } from '../../../db/verify.ts';

/** What a proof is about, in the order in which people read it. */
export const proofSubjects = [
  'journal',
  'tables',
  'bills',
  'stock',
  'clocks',
  'commission',
  'queues',
  'authorisations',
  'reservations',
  'jobs',
  'file',
] as const;

export type ProofSubject = (typeof proofSubjects)[number];

export interface ProofProblem {
  code: ProblemCode;
  /** What does not fit, with the facts, amounts written as the store writes them. */
  texts: Record<Language, string>;
  /** Which bill, which technician …, for a way to the place. */
  context: Readonly<Record<string, unknown>>;
}

export interface ProofPart {
  subject: ProofSubject;
  /** `open`: could not be looked at, because the file is damaged or a row of the journal cannot be replayed. */
  state: 'fits' | 'problems' | 'open';
  /** How many rows, bills, clocks … there are. */
  count: number;
  /** Each kind listed up to fifty times. */
  problems: ProofProblem[];
}

/** The proof of the store's books, as `npm run verify` gives it, told by what it is about. */
export interface BooksProof {
  ok: boolean;
  /** When it was asked for: what was committed before is in it. UTC ms. */
  at: number;
  /** The journal's last row. Null: nothing is written yet, or the file is damaged. */
  head: { seq: number; at: number; hash: string } | null;
  parts: ProofPart[];
}

/** How far a proof is, and at last what it came to. */
export interface ProofProgress {
  /** 0 to 1. */
  done: number;
  proof: BooksProof | null;
}
