import type { ProblemTexts } from '../../../engine/problems.ts';

/** What may not fit of reservations. */
export const reservationProblems = {
  RESERVATION_WITHOUT_VISIT: {
    en: 'Reservation {reservationId} arrived with visit {visitId}, which was not opened for it',
    'zh-CN': '预订 {reservationId} 记为到店，单 {visitId} 却不是为它开的',
  },
  VISIT_WITHOUT_RESERVATION: {
    en: 'Visit {visitId} was opened for reservation {reservationId}, which did not arrive with it',
    'zh-CN': '单 {visitId} 为预订 {reservationId} 开出，该预订却没有到店',
  },
  RESERVATION_NOT_OPEN: {
    en: 'Reservation {reservationId}: {what}, while it was not as that takes',
    'zh-CN': '预订 {reservationId}：状态不符，却有 {what}',
  },
  RESERVATION_OFF_ROSTER: {
    en: 'Reservation {reservationId} asks for {technicianNos} against the roster, and does not say so or not why',
    'zh-CN': '预订 {reservationId} 点的 {technicianNos} 与排班不符，却没有如实记下或没有原因',
  },
  RESERVATION_OVERLAP: {
    en: 'Reservations {reservationId} and {otherId} both have {what} at the same time',
    'zh-CN': '预订 {reservationId} 与 {otherId} 同一时间都订了 {what}',
  },
} as const satisfies ProblemTexts;

export type ReservationProblem = keyof typeof reservationProblems;
