import { normalCode } from '../../kernel/typed.ts';

/**
 * Numbers as people write them down: `2F 201-212`, `２０１～２１２`, `201、203、205`, `3楼：301至308`, and of technicians
 * `1-15女 16-20男`. Every width and every mark that means the same is understood.
 */

export interface RangeNumber {
  no: string;
  /** As it was written, or told by the number: 302 is on floor 3, 12 on floor 1. */
  floor: string;
  gender: 'F' | 'M' | null;
}

export type RangeProblem =
  | { code: 'unreadable'; part: string }
  | { code: 'backwards'; part: string; right: string }
  | { code: 'twice'; no: string }
  | { code: 'too-many'; count: number; most: number };

export type RangesRead = { ok: true; numbers: RangeNumber[] } | { ok: false; problem: RangeProblem };

/** Longest number a site takes. */
const longestNo = 8;

/** Marks between the ends of a range, in any language. */
const dashes = /\s*(?:[-‐-―−〜~～ー]+|至|到)\s*/g;
const separators = /[\s,，;；、。/|()（）【】[\]]+/;
/** What says that a number is one. */
const counters = /[号號房室]/g;
const floorMark =
  /^(?:(B?[0-9]{1,2}(?=F|楼|樓|层|層)|B[0-9]{1,2}(?=:))|([一二三四五六七八九十])(?=楼|樓|层|層))[F楼樓层層]?:?(.*)$/i;
const chineseDigits = '一二三四五六七八九十';
const genders: Readonly<Record<string, 'F' | 'M'>> = { 女: 'F', 男: 'M', F: 'F', M: 'M' };
const withGender = /^([女男]?):?(.*?)([女男]|(?<=\d)[FfMm])?$/;
const end = /^([A-Za-z]{0,6})([0-9]{1,8})$/;

/**
 * Reads numbers and ranges in the order they were written; nothing typed is no numbers. `most`: as many as are allowed
 * together; `ofPeople`: a gender may stand at each. Never throws.
 */
export function readRanges(typed: string, most: number, ofPeople = false): RangesRead {
  const tokens = normalCode(typed).replace(counters, '').replace(dashes, '-').split(separators).filter(Boolean);
  const numbers: RangeNumber[] = [];
  const seen = new Set<string>();
  let floor: string | null = null;
  for (const token of tokens) {
    const named = ofPeople ? null : floorMark.exec(token);
    if (named) floor = (named[1] ?? String(chineseDigits.indexOf(named[2] ?? '') + 1)).toUpperCase();
    const rest = named ? (named[3] ?? '') : token;
    if (named && rest === '') continue;
    const problem = take(rest);
    if (problem) return { ok: false, problem };
  }
  return { ok: true, numbers };

  function take(part: string): RangeProblem | null {
    const [, before = '', plain = part, after = ''] = (ofPeople && withGender.exec(part)) || [];
    const gender = genders[(after || before).toUpperCase()] ?? null;
    const range = rangeOf(plain);
    if (range === null) return { code: 'unreadable', part };
    const { prefix, from, to, width } = range;
    if (to < from) return { code: 'backwards', part: plain, right: meantBy(range) };
    const count = numbers.length + to - from + 1;
    if (count > most) return { code: 'too-many', count, most };
    for (let number = from; number <= to; number += 1) {
      const no = `${prefix}${padded(number, width)}`;
      if (no.length > longestNo) return { code: 'unreadable', part };
      if (seen.has(no)) return { code: 'twice', no };
      seen.add(no);
      numbers.push({ no, floor: floor ?? floorOf(padded(number, width)), gender });
    }
    return null;
  }
}

interface Range {
  prefix: string;
  from: number;
  to: number;
  /** Digits of the first number: `001` stays so. */
  width: number;
  endWidth: number;
}

/** Null: it is no number and no range. */
function rangeOf(text: string): Range | null {
  const [first = '', last, ...more] = text.split('-');
  const from = end.exec(first);
  const to = last === undefined ? from : end.exec(last);
  if (!from || !to || more.length > 0) return null;
  const [, prefix = '', digits = ''] = from;
  const [, endPrefix = '', endDigits = ''] = to;
  if (endPrefix !== '' && endPrefix.toUpperCase() !== prefix.toUpperCase()) return null;
  return { prefix, from: Number(digits), to: Number(endDigits), width: digits.length, endWidth: endDigits.length };
}

/** What a range that goes backwards is likely to mean: `201-12` goes to 212, `212-201` begins at 201. */
function meantBy({ prefix, from, to, width, endWidth }: Range): string {
  const start = padded(from, width);
  const completed = `${start.slice(0, Math.max(0, width - endWidth))}${padded(to, endWidth)}`;
  if (endWidth < width && Number(completed) > from) return `${prefix}${start}-${completed}`;
  return `${prefix}${padded(to, endWidth)}-${start}`;
}

const padded = (number: number, width: number) => String(number).padStart(width, '0');

/** The floor that a room's number tells. */
function floorOf(digits: string): string {
  return digits.length > 2 ? String(Number(digits.slice(0, -2))) : '1';
}
