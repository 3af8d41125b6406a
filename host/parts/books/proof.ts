import { formatOwnMinor, type Language } from '../../../core/kernel/money.ts';
import { type Problem, type ProblemCode, problemText, type Verification } from '../../../db/verify.ts';
import type { BooksProof, ProofPart, ProofProblem, ProofSubject } from './views.ts';
import { proofSubjects } from './views.ts';

/** What a problem is about, by the first word of its code; what is not said here is about the journal. */
const subjectOfWord: ReadonlyMap<string, ProofSubject> = new Map([
  ['FILE', 'file'],
  ['FOREIGN', 'file'],
  ['SCHEMA', 'file'],
  ['PIN', 'file'],
  ['TABLE', 'tables'],
  ['BILL', 'bills'],
  ['BILLED', 'bills'],
  ['PAYMENTS', 'bills'],
  ['STOCK', 'stock'],
  ['TECHNICIAN', 'clocks'],
  ['BEGUN', 'clocks'],
  ['CLOCK', 'clocks'],
  ['COMMISSION', 'commission'],
  ['EARNING', 'commission'],
  ['MONTH', 'commission'],
  ['QUEUE', 'queues'],
  ['CALL', 'queues'],
  ['AUTHORISATION', 'authorisations'],
  ['RESERVATION', 'reservations'],
  ['VISIT', 'reservations'],
  ['JOB', 'jobs'],
  ['RUN', 'jobs'],
]);

function subjectOf(code: ProblemCode): ProofSubject {
  return subjectOfWord.get(code.split('_', 1)[0] ?? '') ?? 'journal';
}

/** What is looked at while the journal is replayed, and not at all when it cannot be. */
const replayed: ReadonlySet<ProofSubject> = new Set([
  'tables',
  'stock',
  'commission',
  'queues',
  'authorisations',
  'reservations',
]);

/** A verification in the words of the shop. `currency` null: amounts stay in minor units. */
export function proofOf(verification: Verification, at: number, currency: string | null): BooksProof {
  const { ok, problems, head } = verification;
  const has = (code: ProblemCode) => problems.some((problem) => problem.code === code);
  const isDamaged = has('FILE_DAMAGED');
  const isReplayed = !has('REPLAY_FAILED');
  const counts = countsOf(verification);
  const parts = proofSubjects.map((subject): ProofPart => {
    const its = problems.filter(({ code }) => subjectOf(code) === subject);
    const isOpen = isDamaged || (!isReplayed && replayed.has(subject));
    return {
      subject,
      state: its.length > 0 ? 'problems' : isOpen ? 'open' : 'fits',
      count: counts[subject],
      problems: its.map((problem) => withTexts(problem, currency)),
    };
  });
  return { ok, at, head, parts };
}

function countsOf({ checked, counts }: Verification): Record<ProofSubject, number> {
  return {
    journal: checked.journalRows,
    tables: checked.rows,
    bills: counts.bills,
    stock: counts.goodsLines,
    clocks: counts.clocks,
    commission: counts.commissions,
    queues: counts.queueMoves,
    authorisations: counts.authorisations,
    reservations: counts.reservations,
    jobs: counts.jobs,
    file: checked.tables,
  };
}

function withTexts({ code, context }: Problem, currency: string | null): ProofProblem {
  const textIn = (language: Language) => problemText({ code, context: written(context, language, currency) }, language);
  return { code, context, texts: { 'zh-CN': textIn('zh-CN'), en: textIn('en') } };
}

/** Amounts as money is written: the name says which facts are amounts. */
function written(context: Problem['context'], language: Language, currency: string | null): Problem['context'] {
  if (currency === null) return context;
  return Object.fromEntries(
    Object.entries(context).map(([name, fact]) => [
      name,
      name.endsWith('Minor') && typeof fact === 'number' ? formatOwnMinor(fact, currency, language) : fact,
    ]),
  );
}
