import type { ProblemTexts } from '../../../engine/problems.ts';

/** What may not fit of the queues and their moves. */
export const queueProblems = {
  QUEUE_DIFFERS: {
    en: 'Queue {queueId}, technician {technicianNo}: stands at rank {rank}, the moves give {movedTo}',
    'zh-CN': '队列 {queueId} 技师 {technicianNo}：现位 {rank}，按移动记录应为 {movedTo}',
  },
  QUEUE_LOST: {
    en: 'Technician {technicianNo} is on duty and stands not in queue {queueId}',
    'zh-CN': '技师 {technicianNo} 在班却不在队列 {queueId}',
  },
  QUEUE_MOVE_MISSING: {
    en: 'Move {seq} of technician {technicianNo} in {queueId} starts at rank {fromRank}, the one before led to {ledTo}',
    'zh-CN': '技师 {technicianNo} 在 {queueId} 的第 {seq} 次移动从 {fromRank} 开始，前一次却到 {ledTo}',
  },
  QUEUE_MOVE_UNEXPLAINED: {
    en: 'Move {seq} of technician {technicianNo} in {queueId} has no cause ({becauseEvent})',
    'zh-CN': '技师 {technicianNo} 在 {queueId} 的第 {seq} 次移动没有原因（{becauseEvent}）',
  },
  QUEUE_MOVE_DIFFERS: {
    en: 'Move {seq} of technician {technicianNo} in {queueId} ({happened}): stored {stored}, the policy makes {expected}',
    'zh-CN': '技师 {technicianNo} 在 {queueId} 的第 {seq} 次移动（{happened}）：记为 {stored}，按规则应为 {expected}',
  },
  QUEUE_MOVE_UNASKED: {
    en: 'Move {seq} of technician {technicianNo} in {queueId} ({happened}) comes of nothing that happened',
    'zh-CN': '技师 {technicianNo} 在 {queueId} 的第 {seq} 次移动（{happened}）并无相应的事情发生',
  },
  QUEUE_MOVE_LACKING: {
    en: 'Clock {clockId} of technician {technicianNo}: {happened} (row {seq}) moves the place in {queueId}, and did not',
    'zh-CN': '技师 {technicianNo} 的钟 {clockId}：第 {seq} 行 {happened} 应移动 {queueId} 的排位，却没有移动',
  },
} as const satisfies ProblemTexts;

export type QueueProblem = keyof typeof queueProblems;
