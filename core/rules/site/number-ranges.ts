import { normalCode } from '../../kernel/typed.ts';
import { MarkedNumbers, markIn, mostBeds, type RangeKind, type RoomMark, withBedsJoined } from './room-marks.ts';

/**
 * Numbers as people write them down: `2F 201-212`, `２０１～２１２`, `201、203、205`, `3楼：301至308`, and of technicians
 * `1-15女 16-20男`, of rooms `201-206 足疗房 2床`. Every width and every mark that means the same is understood.
 */

export interface RangeNumber extends RoomMark {
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
 * together; `ofPeople`: a gender may stand at each; `kinds`: those of rooms that may stand at some, with beds. Never
 * throws.
 */
export function readRanges(
  typed: string,
  most: number,
  ofPeople = false,
  kinds: readonly RangeKind[] = [],
): RangesRead {
  const text = kinds.length > 0 ? withBedsJoined(normalCode(typed)) : normalCode(typed);
  const tokens = text.replace(counters, '').replace(dashes, '-').split(separators).filter(Boolean);
  const marked = new MarkedNumbers<RangeNumber>();
  const seen = new Set<string>();
  let floor: string | null = null;
  for (const token of tokens) {
    const named = ofPeople ? null : floorMark.exec(token);
    if (named) floor = (named[1] ?? String(chineseDigits.indexOf(named[2] ?? '') + 1)).toUpperCase();
    const rest = named ? (named[3] ?? '') : token;
    if (named && rest === '') continue;
    const { rest: plain, mark } = kinds.length > 0 ? markIn(rest, kinds) : { rest, mark: null };
    const bedsAreFew = (mark?.beds ?? 1) >= 1 && (mark?.beds ?? 1) <= mostBeds;
    if (!bedsAreFew) return { ok: false, problem: { code: 'unreadable', part: rest } };
    if (mark && plain === '') {
      marked.mark(mark);
      continue;
    }
    const problem = take(plain, mark);
    if (problem) return { ok: false, problem };
  }
  return { ok: true, numbers: marked.numbers };

  function take(part: string, mark: RoomMark | null): RangeProblem | null {
    const [, before = '', plain = part, after = ''] = (ofPeople && withGender.exec(part)) || [];
    const gender = genders[(after || before).toUpperCase()] ?? null;
    const range = rangeOf(plain);
    if (range === null) return { code: 'unreadable', part };
    const { prefix, from, to, width } = range;
    if (to < from) return { code: 'backwards', part: plain, right: meantBy(range) };
    const count = marked.numbers.length + to - from + 1;
    if (count > most) return { code: 'too-many', count, most };
    const numbers: RangeNumber[] = [];
    for (let number = from; number <= to; number += 1) {
      const no = `${prefix}${padded(number, width)}`;
      if (no.length > longestNo) return { code: 'unreadable', part };
      if (seen.has(no)) return { code: 'twice', no };
      seen.add(no);
      numbers.push({ no, floor: floor ?? floorOf(padded(number, width)), gender, kind: null, beds: null });
    }
    marked.add(numbers, mark);
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
