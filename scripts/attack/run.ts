import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Language } from '../../core/kernel/money.ts';
import type { Attack } from './attack.ts';
import { cardAttacks } from './cards.ts';
import { fileAttacks } from './files.ts';
import { Ground } from './ground.ts';
import { moneyAttacks } from './money.ts';
import { networkAttacks } from './network.ts';
import { pinAttacks } from './pins.ts';
import { practiceAttacks } from './practice.ts';
import { screenAttacks } from './screens.ts';
import { settingAttacks } from './settings.ts';

/** All there are, in the order in which they are run. */
export const attacks: readonly Attack[] = [
  ...practiceAttacks,
  ...cardAttacks,
  ...screenAttacks,
  ...settingAttacks,
  ...moneyAttacks,
  ...pinAttacks,
  ...fileAttacks,
  ...networkAttacks,
];

/** What came of one. */
export interface AttackResult {
  id: string;
  tried: Readonly<Record<Language, string>>;
  /** `fault`: it could not be tried, so nobody knows. */
  result: 'nothing' | 'something' | 'fault';
  /** What was answered and found; no secret in it. */
  evidence: unknown;
  /** Known and not mended: `SECURITY.md` says so. */
  isKnown: boolean;
}

/** Runs them against a fresh store in a folder that is thrown away. `names`: those whose id begins so; all without. */
export async function runAttacks(
  names: readonly string[] = [],
  onDone: (result: AttackResult) => void = () => {},
): Promise<AttackResult[]> {
  const beside = mkdtempSync(path.join(tmpdir(), 'clockroom-attack-'));
  const wanted = attacks.filter(({ id }) => names.length === 0 || names.some((name) => id.startsWith(name)));
  const results: AttackResult[] = [];
  const ground = await Ground.open(beside);
  try {
    for (const one of wanted) {
      const { id, tried, isKnown } = one;
      let result: AttackResult;
      try {
        const { got, evidence } = await one.run(ground);
        result = { id, tried, result: got ? 'something' : 'nothing', evidence, isKnown };
      } catch (error) {
        const evidence = error instanceof Error ? error.message : String(error);
        result = { id, tried, result: 'fault', evidence, isKnown };
      }
      results.push(result);
      onDone(result);
    }
  } finally {
    await ground.end();
    rmSync(beside, { recursive: true, force: true });
  }
  return results;
}
