import type { ReadHandle } from '../../db/connection.ts';
import { movesIn, movesOf, type StoredMove } from '../../db/queries/day.ts';
import type { LocalText, QueueStep } from '../api/views.ts';

/** How far back the chain of moves is followed: a spell on duty. */
const lookBackMs = 24 * 3_600_000;

/**
 * “Why am I seventh?”: every move since the technician joined the queue that changed the place, the own ones and
 * those of others who came past, one sentence each, oldest first.
 */
export function whyHere(read: ReadHandle, queueId: string, technicianNo: string, now: number): QueueStep[] {
  const own = movesOf(read, technicianNo, now - lookBackMs).filter((move) => move.queueId === queueId);
  const joined = own.findLast((move) => move.fromRank === null);
  if (!joined || own.at(-1)?.toRank === null) return [];
  let rank = joined.toRank ?? 0;
  let position = joined.toPosition ?? 1;
  const steps: QueueStep[] = [step(joined, null, position)];
  for (const move of movesIn(read, queueId, joined.seq)) {
    if (move.technicianNo === technicianNo) {
      const before = position;
      rank = move.toRank ?? rank;
      position = move.toPosition ?? position;
      steps.push(step(move, before, position));
      continue;
    }
    const wasAhead = move.fromRank !== null && move.fromRank < rank;
    const isAhead = move.toRank !== null && move.toRank < rank;
    if (wasAhead === isAhead) continue;
    const before = position;
    position += isAhead ? 1 : -1;
    steps.push(step(move, before, position));
  }
  return steps;
}

function step(move: StoredMove, fromPosition: number | null, toPosition: number): QueueStep {
  const { at, seq, technicianNo } = move;
  const why = causes[move.becauseEvent] ?? { 'zh-CN': move.becauseEvent, en: move.becauseEvent };
  const reason = move.becauseReason === null ? '' : `: ${move.becauseReason}`;
  const fromText = fromPosition === null ? '' : `${fromPosition} → `;
  return {
    at,
    seq,
    technicianNo,
    fromPosition,
    toPosition,
    sentence: {
      'zh-CN': `${technicianNo} 号${why['zh-CN']}${reason}，排位 ${fromText}${toPosition}`,
      en: `No. ${technicianNo} ${why.en}${reason}; place ${fromText}${toPosition}`,
    },
  };
}

/** What the events of the rotation policy are called; a technician's number stands before it. */
const causes: Record<string, LocalText> = {
  'rotation-started': { 'zh-CN': '上了轮钟', en: 'started a rotation clock' },
  'requested-started': { 'zh-CN': '上了点钟', en: 'started a requested clock' },
  'picked-started': { 'zh-CN': '上了选钟', en: 'started a picked clock' },
  'call-started': { 'zh-CN': '上了 Call 钟', en: 'started a called-in clock' },
  'converted-started': { 'zh-CN': '上了转化钟', en: 'started a converted clock' },
  'small-item-started': { 'zh-CN': '上了不计轮次的小项目', en: 'started a small item that is no turn' },
  extended: { 'zh-CN': '加了钟', en: 'extended a clock' },
  'cancelled-before-start': { 'zh-CN': '的钟在上钟前取消', en: 'had a clock cancelled before its start' },
  'cancelled-in-grace': { 'zh-CN': '的钟在免责时间内取消', en: 'had a clock cancelled within the grace' },
  'cancelled-after-grace': { 'zh-CN': '的钟过了免责时间才取消', en: 'had a clock cancelled after the grace' },
  'back-in-time': { 'zh-CN': '按时回来', en: 'came back in time' },
  'back-late': { 'zh-CN': '超时回来', en: 'came back late' },
  'off-duty': { 'zh-CN': '下班', en: 'went off duty' },
  'on-duty': { 'zh-CN': '上班签到', en: 'came on duty' },
  'first-day': { 'zh-CN': '第一天上班', en: 'came on the first day' },
  'site-changed': { 'zh-CN': '因门店设置改变', en: 'came into a queue of new settings' },
  'moved-by-hand': { 'zh-CN': '由经理调整', en: 'was moved by a manager' },
};
