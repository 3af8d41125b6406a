import type { Language } from '../../core/kernel/money.ts';
import type { LocalText } from './ticket-setting.ts';
import { inLanguages } from './words.ts';

/** What the one line for people is put together from: what a job is, the room, the technician. */

/** `302 房`, `room 302`. */
export function nameOfRoom(roomNo: string, language: Language): string {
  return language === 'zh-CN' ? `${roomNo} 房` : `room ${roomNo}`;
}

/** `88 号技师`, `technician 88`. */
export function nameOfTechnician(no: string, language: Language): string {
  return language === 'zh-CN' ? `${no} 号技师` : `technician ${no}`;
}

/** The tickets' own titles; English ones stand there in capitals. */
export function titleIn(title: LocalText, language: Language): string {
  const [text = ''] = inLanguages(title, [language]);
  return language === 'en' ? text.charAt(0) + text.slice(1).toLowerCase() : text;
}

/** The pieces in one line. */
export function summaryLine(...pieces: readonly string[]): string {
  return pieces.join(' · ');
}
