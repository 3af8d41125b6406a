import type { Language } from '../../core/kernel/money.ts';
import type { Ground } from './ground.ts';

/** What a store tells its windows has arrived by then. */
export const toldMs = 300;

/** One way of taking what is somebody else's: rights, money, rows, rest. */
export interface AttackOn<Evidence> {
  /** Stands for good: `card.number-approves`. */
  id: string;
  /** What is tried, for people. */
  tried: Readonly<Record<Language, string>>;
  /** Tries it, and tells what came of it; no secret in it. */
  attempt(ground: Ground): Promise<Evidence>;
  /** Whether that was anything. */
  gets(evidence: Evidence): boolean;
  /** What it looked like when it got something: by this the judge is tested. */
  success: Evidence;
  /** Known and not mended: `SECURITY.md` says so. */
  isKnown?: true;
}

/** The same, whatever its evidence is made of. */
export interface Attack {
  id: string;
  tried: AttackOn<unknown>['tried'];
  isKnown: boolean;
  /** Whether the judge knows a success, and what it says of nothing. */
  knowsSuccess(): boolean;
  run(ground: Ground): Promise<{ got: boolean; evidence: unknown }>;
}

export function attack<Evidence>(one: AttackOn<Evidence>): Attack {
  const { id, tried, isKnown = false, attempt, gets, success } = one;
  return {
    ...{ id, tried, isKnown },
    knowsSuccess: () => gets(success),
    run: async (ground) => {
      const evidence = await attempt(ground);
      return { got: gets(evidence), evidence };
    },
  };
}
