import type { Language } from '../../core/kernel/money.ts';

/** The sentence of every problem a check may find, by its code; `{name}` stands for a fact. */
export type ProblemTexts = Readonly<Record<string, Readonly<Record<Language, string>>>>;

/** Takes what a check finds. */
export interface Problems<Code extends string> {
  /** `context`: the facts, which row, which bill, both values. */
  add(code: Code, context: Record<string, unknown>): void;
  /** Whether another of this kind would still be listed. */
  takes(code: Code): boolean;
}
