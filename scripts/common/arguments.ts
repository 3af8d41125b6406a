import { parseArgs } from 'node:util';

/** What was typed after each `--name`. */
export type Asked = Readonly<Record<string, string | undefined>>;

/** A command line that makes no sense: the sentence says why, in both languages. */
export class ArgumentError extends Error {
  override readonly name = 'ArgumentError';
}

/**
 * The values of `--name VALUE` for the names given, and which of the switches (and `--json`) were there. Throws
 * ArgumentError for anything else on the command line.
 */
export function argumentsOf(
  line: readonly string[],
  names: readonly string[],
  switches: readonly string[] = [],
): { values: Asked; has: ReadonlySet<string>; json: boolean } {
  const valued = Object.fromEntries(names.map((name) => [name, { type: 'string' as const }]));
  const bare = Object.fromEntries([...switches, 'json'].map((name) => [name, { type: 'boolean' as const }]));
  try {
    const parsed: Record<string, string | boolean | undefined> = parseArgs({
      args: [...line],
      options: { ...valued, ...bare },
    }).values;
    const values: Record<string, string> = {};
    const has = new Set<string>();
    for (const [name, value] of Object.entries(parsed)) {
      if (typeof value === 'string') values[name] = value;
      else if (value === true) has.add(name);
    }
    return { values, has, json: has.has('json') };
  } catch {
    const known = [...names.map((name) => `--${name} …`), ...switches.map((name) => `--${name}`), '--json'].join(' ');
    throw new ArgumentError(`allowed: ${known} / 可用参数：${known}`);
  }
}

/** Up to nine digits, not less than `least`; undefined where nothing was typed. Throws ArgumentError. */
export function wholeNumber(name: string, text: string | undefined, least: number): number | undefined {
  if (text === undefined) return undefined;
  if (/^\d{1,9}$/.test(text) && Number(text) >= least) return Number(text);
  throw new ArgumentError(`--${name}: a whole number from ${least} / --${name}：请输入不小于 ${least} 的整数`);
}

/** What the work gives; where the command line makes no sense, says so on stderr and ends with status 2. */
export function orUsage<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof ArgumentError)) throw error;
    console.error(error.message);
    process.exit(2);
  }
}
