import type { Language } from '../../kernel/money.ts';
import { hourMs } from '../../kernel/time.ts';
import type { QueueMove, WhyStep } from './moves.ts';

/** One move in a queue, as kept: every “why” of a place. */
export type KeptMove = Omit<QueueMove, 'because'> & {
  seq: number;
  /** UTC ms. */
  at: number;
  becauseEvent: string;
  becauseClockId: string | null;
  becauseReason: string | null;
};

/** How far back a place is followed, ms: the longest spell on duty. */
export const joinedBefore = 36 * hourMs;

/**
 * “Why am I seventh?”: every move since the technician joined the queue that changed the place, the own ones and
 * those of others who came past, oldest first. `moves`: everybody's in that queue, oldest first, up to the moment
 * that is asked about. Empty for somebody who was not in the queue then.
 */
export function explainPlace(moves: readonly KeptMove[], technicianNo: string): WhyStep[] {
  const joinedAt = moves.findLastIndex((move) => move.technicianNo === technicianNo && move.fromRank === null);
  const joined = moves[joinedAt];
  const last = moves.findLast((move) => move.technicianNo === technicianNo);
  if (!joined || joined.toRank === null || joined.toPosition === null || last?.toRank === null) return [];
  let rank = joined.toRank;
  let position = joined.toPosition;
  const steps: WhyStep[] = [stepOf(joined, null, position)];
  for (const move of moves.slice(joinedAt + 1)) {
    const before = position;
    if (move.technicianNo === technicianNo) {
      rank = move.toRank ?? rank;
      position = move.toPosition ?? position;
    } else {
      const wasAhead = move.fromRank !== null && move.fromRank < rank;
      const isAhead = move.toRank !== null && move.toRank < rank;
      if (wasAhead === isAhead) continue;
      position += isAhead ? 1 : -1;
    }
    steps.push(stepOf(move, before, position));
  }
  return steps;
}

function stepOf(move: KeptMove, fromPosition: number | null, toPosition: number): WhyStep {
  const { seq, at, technicianNo, becauseEvent: because, becauseReason: reason } = move;
  return { seq, at, technicianNo, fromPosition, toPosition, because, reason };
}

/** A step as a sentence. */
export function whySentence(step: WhyStep, language: Language): string {
  const { technicianNo, fromPosition, toPosition } = step;
  const from = fromPosition === null ? '' : `${fromPosition} → `;
  const reason = step.reason === null ? '' : `: ${step.reason}`;
  const why = causeText(step.because, language);
  return language === 'en'
    ? `No. ${technicianNo} ${why}${reason}; place ${from}${toPosition}`
    : `${technicianNo} 号${why}${reason}，排位 ${from}${toPosition}`;
}

/** What happened, in the shop's words; a technician's number stands before it. */
export function causeText(because: string, language: Language): string {
  return causes[because]?.[language] ?? because;
}

/** The same for a display of sixteen columns, the number left out. */
export function shortCauseText(because: string, language: Language): string {
  return causes[because]?.short[language] ?? because.slice(0, 10);
}

interface Cause extends Record<Language, string> {
  short: Record<Language, string>;
}

function cause(zh: string, en: string, shortZh: string, shortEn: string): Cause {
  return { 'zh-CN': zh, en, short: { 'zh-CN': shortZh, en: shortEn } };
}

const causes: Record<string, Cause> = {
  'rotation-started': cause('上了轮钟', 'started a rotation clock', '上轮钟', 'rotation'),
  'requested-started': cause('上了点钟', 'started a requested clock', '上点钟', 'requested'),
  'requested-nth-started': cause(
    '上了点钟，满数算一轮',
    'started a requested clock that makes the turn full',
    '点钟满轮',
    'req. turn',
  ),
  'picked-started': cause('上了选钟', 'started a picked clock', '上选钟', 'picked'),
  'call-started': cause('上了 Call 钟', 'started a called-in clock', '上Call钟', 'called in'),
  'converted-started': cause('上了转化钟', 'started a converted clock', '上转化钟', 'converted'),
  'hold-started': cause('上了留牌钟', 'started a clock she was held for', '上留牌钟', 'held'),
  'reserved-started': cause('上了预订钟', 'started a reserved clock', '上预订钟', 'reserved'),
  'small-item-started': cause('上了不计轮次的小项目', 'started a small item that is no turn', '小项目', 'small item'),
  extended: cause('加了钟', 'extended a clock', '加钟', 'extended'),
  'rotation-ended': cause('下了轮钟', 'ended a rotation clock', '下轮钟', 'end rot.'),
  'requested-ended': cause('下了点钟', 'ended a requested clock', '下点钟', 'end req.'),
  'requested-ended-passed': cause(
    '下了点钟，期间已轮过',
    'ended a requested clock, and the own turn was passed meanwhile',
    '下钟已过轮',
    'turn passed',
  ),
  'picked-ended': cause('下了选钟', 'ended a picked clock', '下选钟', 'end picked'),
  'call-ended': cause('下了 Call 钟', 'ended a called-in clock', '下Call钟', 'end call'),
  'converted-ended': cause('下了转化钟', 'ended a converted clock', '下转化钟', 'end conv.'),
  'hold-ended': cause('下了留牌钟', 'ended a clock she was held for', '下留牌钟', 'end held'),
  'reserved-ended': cause('下了预订钟', 'ended a reserved clock', '下预订钟', 'end resv.'),
  'small-item-ended': cause('下了不计轮次的小项目', 'ended a small item that is no turn', '下小项目', 'end small'),
  'cancelled-before-start': cause(
    '的钟在上钟前取消',
    'had a clock cancelled before its start',
    '上钟前取消',
    'cancelled',
  ),
  'cancelled-in-grace': cause(
    '的钟在免责时间内取消',
    'had a clock cancelled within the grace',
    '免责内取消',
    'cancelled',
  ),
  'cancelled-after-grace': cause(
    '的钟过了免责时间才取消',
    'had a clock cancelled after the grace',
    '超时取消',
    'canc. late',
  ),
  refused: cause('拒钟', 'refused a clock', '拒钟', 'refused'),
  'late-to-room': cause('没有按时到房', 'was not in the room in time', '迟到房', 'late'),
  'back-in-time': cause('按时回来', 'came back in time', '按时回', 'back'),
  'back-late': cause('超时回来', 'came back late', '超时回', 'back late'),
  'off-duty': cause('下班', 'went off duty', '下班', 'off duty'),
  'on-duty': cause('上班签到', 'came on duty', '上班', 'on duty'),
  'first-day': cause('第一天上班', 'came on the first day', '首日上班', 'first day'),
  'day-start-order': cause('上班，按昨天的排位', 'came on duty, placed as yesterday', '按昨日排位', 'as yestday'),
  'day-start-fewest': cause(
    '上班，按昨天钟数少的在前',
    'came on duty, fewest clocks of yesterday first',
    '按昨日钟数',
    'by yestday',
  ),
  'reservation-lock': cause(
    '留给预订，排钟先跳过',
    'is kept for a reservation and passed over',
    '留给预订',
    'reserved',
  ),
  'site-changed': cause('换了班组', 'was put into the groups of a new site file', '换班组', 'new group'),
  'moved-by-hand': cause('由经理调整', 'was moved by a manager', '经理调整', 'by manager'),
};

/** The causes a place may change for: anything else in a journal is not explained. */
export const knownCauses: readonly string[] = Object.keys(causes);
