import { sentence, type WordsOf } from '../../kernel/words.ts';
import type { clockEvents } from './events.ts';

export const clockWords: WordsOf<typeof clockEvents> = {
  'clock.ordered': sentence(
    ({ serviceCode, afterId }, { service }) => `${afterId ? '接着点' : '点'} ${service(serviceCode)}`,
    ({ serviceCode, afterId }, { service }) => `Ordered ${service(serviceCode)}${afterId ? ' to follow' : ''}`,
  ),
  'clock.called': sentence(
    ({ technicianNo, roomNo, serviceCode }, { service }) =>
      `叫钟：请 ${technicianNo} 号技师到 ${roomNo} 房做${service(serviceCode)}`,
    ({ technicianNo, roomNo, serviceCode }, { service }) =>
      `Called: no. ${technicianNo} to room ${roomNo} for ${service(serviceCode)}`,
  ),
  'clock.calledAgain': sentence(
    ({ technicianNo, callCount }) => `再叫 ${technicianNo} 号，第 ${callCount} 次`,
    ({ technicianNo, callCount }) => `Called no. ${technicianNo} again, time ${callCount}`,
  ),
  'clock.started': sentence(
    ({ technicianNo, roomNo, by, reason }) =>
      by === 'terminal' ? `${technicianNo} 号上钟 · ${roomNo} 报钟器` : `${technicianNo} 号手动上钟 · ${reason ?? ''}`,
    ({ technicianNo, roomNo, by, reason }) =>
      by === 'terminal'
        ? `No. ${technicianNo} started · terminal ${roomNo}`
        : `No. ${technicianNo} started by hand · ${reason ?? ''}`,
  ),
  'clock.extended': sentence(
    ({ technicianNo, minutes, automatic }) =>
      automatic ? `${technicianNo} 号超时自动加钟 ${minutes} 分钟` : `${technicianNo} 号加钟 ${minutes} 分钟`,
    ({ technicianNo, minutes, automatic }) =>
      automatic
        ? `No. ${technicianNo} ran over: extended by ${minutes} min by itself`
        : `No. ${technicianNo} extended by ${minutes} min`,
  ),
  'clock.extensionUndone': sentence(
    ({ technicianNo, minutes, reason }) => `撤回 ${technicianNo} 号的自动加钟 ${minutes} 分钟：${reason}`,
    ({ technicianNo, minutes, reason }) =>
      `Automatic extension of No. ${technicianNo} by ${minutes} min taken back: ${reason}`,
  ),
  'clock.late': sentence(
    ({ technicianNo, minutes }) => `${technicianNo} 号叫钟 ${minutes} 分钟未到房`,
    ({ technicianNo, minutes }) => `No. ${technicianNo} not in the room after ${minutes} min`,
  ),
  'clock.handedBack': sentence(
    ({ technicianNo, why, reason, allowedBy }) =>
      `${technicianNo} 号${why === 'refused' ? '拒钟' : '迟到换人'}：${reason}（${allowedBy} 授权）`,
    ({ technicianNo, why, reason, allowedBy }) =>
      `No. ${technicianNo} ${why === 'refused' ? 'refused' : 'came too late'}: ${reason} (allowed by ${allowedBy})`,
  ),
  'clock.rechosen': sentence(
    ({ choice }) =>
      choice.kind === 'rotation' ? '改为轮钟' : `改叫 ${'technicianNo' in choice ? choice.technicianNo : ''} 号`,
    ({ choice }) =>
      choice.kind === 'rotation'
        ? 'The next of the rotation is to come'
        : `No. ${'technicianNo' in choice ? choice.technicianNo : ''} is to come instead`,
  ),
  'clock.reminded': sentence(
    ({ technicianNo }) => `催钟 ${technicianNo} 号`,
    ({ technicianNo }) => `Reminded no. ${technicianNo}`,
  ),
  'clock.ended': sentence(
    ({ technicianNo, earlyMinutes, reason }) =>
      earlyMinutes > 0 ? `${technicianNo} 号提前 ${earlyMinutes} 分钟下钟 · ${reason ?? ''}` : `${technicianNo} 号下钟`,
    ({ technicianNo, earlyMinutes, reason }) =>
      earlyMinutes > 0
        ? `No. ${technicianNo} ended ${earlyMinutes} min early · ${reason ?? ''}`
        : `No. ${technicianNo} ended`,
  ),
  'clock.cancelled': sentence(
    ({ technicianNo, reason }) => `取消 ${technicianNo ?? ''} 号的钟 · ${reason}`,
    ({ technicianNo, reason }) => `Clock of no. ${technicianNo ?? ''} cancelled · ${reason}`,
  ),
  'clock.technicianChanged': sentence(
    ({ fromTechnicianNo, toTechnicianNo, reason }) => `换技师 ${fromTechnicianNo} → ${toTechnicianNo} · ${reason}`,
    ({ fromTechnicianNo, toTechnicianNo, reason }) => `Technician ${fromTechnicianNo} → ${toTechnicianNo} · ${reason}`,
  ),
  'clock.converted': sentence(
    ({ technicianNo }) => `${technicianNo} 号转化`,
    ({ technicianNo }) => `No. ${technicianNo} converted`,
  ),
  'clock.itemChanged': sentence(
    ({ fromServiceCode, serviceCode, reason }, { service }) =>
      `换项目 ${service(fromServiceCode)} → ${service(serviceCode)} ${reason ?? ''}`,
    ({ fromServiceCode, serviceCode, reason }, { service }) =>
      `Item changed: ${service(fromServiceCode)} → ${service(serviceCode)} ${reason ?? ''}`,
  ),
};
