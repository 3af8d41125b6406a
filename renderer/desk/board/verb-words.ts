import { en } from '../../i18n/en/index.ts';
import { zhCN } from '../../i18n/zh-CN/index.ts';
import { type Verb, verbs } from './command-line.ts';

/** The words of each verb: those of every language at once, since people mix them. */
export const verbWords = Object.fromEntries(
  verbs.map((verb) => [verb, [zhCN, en].flatMap((texts) => texts.board.verbs[verb].toLowerCase().split(' '))]),
) as Record<Verb, string[]>;
