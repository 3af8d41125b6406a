import { expect, test } from 'vitest';
import { type Problem, type ProblemCode, problemTexts, type Verification } from '../../../../db/verify.ts';
import { proofOf } from '../../../../host/parts/books/proof.ts';

const counts = {
  ...{ bills: 2, goodsLines: 3, clocks: 4, commissions: 5, queueMoves: 6, authorisations: 7, reservations: 8, jobs: 9 },
};
const head = { seq: 40, at: 1_000, hash: 'ab' };
const checked = { journalRows: 40, tables: 30, rows: 400 };

function proofWith(...problems: Problem[]) {
  const verification: Verification = { ok: problems.length === 0, problems, checked, counts, head };
  return proofOf(verification, 2_000, 'CNY');
}

const problem = (code: ProblemCode, context: Record<string, unknown> = {}): Problem => ({ code, message: '', context });

const stateOf = (proof: ReturnType<typeof proofOf>) =>
  Object.fromEntries(proof.parts.map(({ subject, state }) => [subject, state]));

test('books that fit: every part fits, and says how much there is', () => {
  const proof = proofWith();
  expect(proof).toMatchObject({ ok: true, at: 2_000, head });
  expect(new Set(proof.parts.map(({ state }) => state))).toEqual(new Set(['fits']));
  expect(proof.parts.map(({ subject, count }) => [subject, count])).toEqual([
    ...[
      ['journal', 40],
      ['tables', 400],
      ['bills', 2],
      ['stock', 3],
      ['clocks', 4],
      ['commission', 5],
    ],
    ...[
      ['queues', 6],
      ['authorisations', 7],
      ['reservations', 8],
      ['jobs', 9],
      ['file', 30],
    ],
  ]);
});

test('everything that may not fit belongs to one part', () => {
  for (const code of Object.keys(problemTexts) as ProblemCode[]) {
    const { parts } = proofWith(problem(code));
    const holders = parts.filter(({ state, problems }) => state === 'problems' && problems[0]?.code === code);
    expect(holders.length, code).toBe(1);
  }
});

test('amounts are written as money in both languages', () => {
  const context = { billId: 'b', no: '7', linesMinor: 13_800, totalMinor: 14_800 };
  const { parts } = proofWith(problem('BILL_LINES_DIFFER', context));
  const texts = parts.find(({ subject }) => subject === 'bills')?.problems[0]?.texts;
  expect(texts?.['zh-CN']).toContain('¥138.00');
  expect(texts?.en).toMatch(/¥138\.00.*¥148\.00/);
});

test('what a journal that cannot be replayed leaves unseen is not called right', () => {
  const state = stateOf(proofWith(problem('REPLAY_FAILED', { seq: 3, message: 'x' })));
  expect(state).toMatchObject({
    journal: 'problems',
    tables: 'open',
    commission: 'open',
    queues: 'open',
    bills: 'fits',
  });
});

test('of a damaged file nothing is called right', () => {
  const state = stateOf(proofWith(problem('FILE_DAMAGED', { message: 'x' })));
  expect(Object.values(state)).not.toContain('fits');
  expect(state.file).toBe('problems');
});
