import type { Language } from '../core/kernel/money.ts';
import { type AttackResult, runAttacks } from './attack/run.ts';
import { ArgumentError, argumentsOf, orUsage } from './common/arguments.ts';

/**
 * `npm run attack -- [--only NAMES] [--language zh-CN|en] [--json]`: attacks a fresh store of its own, by its real
 * sockets and files, and says of each attack what was tried and what it got. `--only`: ids, or how they begin, with
 * commas between. Exit 0: none got anything; 1: one did, or could not be tried; 2: wrong arguments.
 */
const { only, language, json } = orUsage(() => {
  const { values, json } = argumentsOf(process.argv.slice(2), ['only', 'language']);
  return { only: values.only?.split(',') ?? [], language: languageOf(values.language), json };
});
const words = {
  'zh-CN': {
    nothing: '一无所获',
    something: '得手',
    fault: '没能试成',
    known: '已知，见 SECURITY.md',
    sum: '得手的攻击',
  },
  en: {
    nothing: 'got nothing',
    something: 'GOT SOMETHING',
    fault: 'could not be tried',
    known: 'known, see SECURITY.md',
    sum: 'attacks that got something',
  },
}[language];
const tell = ({ id, tried, result, evidence, isKnown }: AttackResult) => {
  const known = result === 'something' && isKnown ? ` (${words.known})` : '';
  console.log(`${words[result]}${known}: ${id}: ${tried[language]}\n    ${JSON.stringify(evidence)}`);
};
const results = await runAttacks(only, json ? undefined : tell);
const got = results.filter(({ result }) => result !== 'nothing');
if (json) console.log(JSON.stringify({ results, got: got.map(({ id }) => id) }));
else console.log(`${words.sum}: ${got.length}/${results.length}`);
process.exitCode = got.length === 0 && results.length > 0 ? 0 : 1;

/** As the system's settings say; Chinese where they say nothing, as in the stores. */
function languageOfMachine(): Language {
  const { LC_ALL, LC_MESSAGES, LANG } = process.env;
  const set = LC_ALL || LC_MESSAGES || LANG || Intl.DateTimeFormat().resolvedOptions().locale;
  return set.toLowerCase().startsWith('en') ? 'en' : 'zh-CN';
}

/** Throws ArgumentError. */
function languageOf(typed: string | undefined): Language {
  if (typed === undefined) return languageOfMachine();
  if (typed === 'zh-CN' || typed === 'en') return typed;
  throw new ArgumentError('--language: zh-CN, en');
}
