import { createInterface } from 'node:readline/promises';

/**
 * Whether somebody at the terminal says yes; where nobody can answer, or nobody is to be asked (`mayAsk` false), says how
 * it is done and gives false.
 */
export async function isAgreed(told: string, question: string, mayAsk = true): Promise<boolean> {
  if (!process.stdin.isTTY || !mayAsk) {
    console.error(`${told}：如确要这样做请加 --yes / add --yes if that is wanted`);
    return false;
  }
  const asking = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const answer = await asking.question(`${told}\n${question} (yes/no) `);
    return ['yes', 'y', '是'].includes(answer.trim().toLowerCase());
  } finally {
    asking.close();
  }
}
