import { formatMinor } from '../../core/kernel/money.ts';
import { formatTime, localTime } from '../../core/kernel/time.ts';
import { type Cell, centre, columns, joined, left, line, type Markup, right, type Style, text } from './markup.ts';
import type { LocalText, TicketSetting } from './ticket-setting.ts';
import { inLanguages, inOneLine, words } from './words.ts';

/** Parts that tickets share: heads, labelled values, times and amounts. All return lines of markup. */

/** Columns of a label before its value: `技师 Technician`. On 58 mm a date and time just fit beside it. */
const labelColumns = 15;

/**
 * An amount as it stands on paper, with its currency. In every language by the Chinese habit: there ￥ is the yuan
 * and nothing else, and every other currency says whose it is (HK$, US$).
 */
export function amount(amountMinor: number, currency: string): string {
  return formatMinor(amountMinor, currency, 'zh-CN');
}

/** `2026-11-21 18:05` on the store's wall clock. */
export function dateAndTime(at: number, setting: TicketSetting): string {
  return `${localTime(at, setting.timeZone).date} ${formatTime(at, setting.timeZone)}`;
}

/** One centred line per language, the leading one in `style`. */
export function heading(local: LocalText, setting: TicketSetting, style: Style): string[] {
  return inLanguages(local, setting.languages).map((words, index) =>
    line(centre(text(words, index === 0 ? style : 'normal'))),
  );
}

/** The store at the head of what guests take home. */
export function storeHead(setting: TicketSetting): string[] {
  const { name, address = {}, phone = '' } = setting.store;
  const [firstAddress = '', ...otherAddresses] = inLanguages(address, setting.languages);
  return [
    ...heading(name, setting, 'large'),
    ...[joined(text(firstAddress), text(phone)), ...otherAddresses.map((other) => text(other))]
      .filter((row) => row !== '')
      .map((row) => line(centre(row))),
  ];
}

/** What the ticket is, and from the second print on, which copy: a copy must not be taken for another order. */
export function titleLines(title: LocalText, setting: TicketSetting): string[] {
  const { copyNumber, languages, insteadOf = '' } = setting;
  return [
    ...heading(title, setting, 'large'),
    ...(insteadOf === '' ? [] : [line(centre(text(`${inOneLine(words.insteadOf, languages)} ${insteadOf}`, 'bold')))]),
    ...(copyNumber > 1 ? [line(centre(text(`${inOneLine(words.copy, languages)} ${copyNumber}`, 'inverse')))] : []),
  ];
}

export interface Labelled {
  label: LocalText;
  value: Markup;
}

/** Label left, value right of it, one below the other; rows without a value are left out. */
export function labelled(rows: readonly Labelled[], setting: TicketSetting): string[] {
  return columns(
    [labelColumns, '*'],
    rows
      .filter((row) => row.value !== '')
      .map((row): Cell[] => [left(text(inOneLine(row.label, setting.languages))), left(row.value)]),
  );
}

/** Label left, amount at the right edge. */
export function amounts(
  rows: readonly { label: string; amount: string; style?: Style }[],
  amountColumns: number,
): string[] {
  return columns(
    ['*', amountColumns],
    rows.map((row) => [left(text(row.label)), right(text(row.amount, row.style))]),
  );
}

/** Smaller matters below a row, set in a little; empty ones are left out. */
export function indented(details: readonly string[]): string[] {
  return columns(
    [1, '*'],
    details.filter((detail) => detail !== '').map((detail) => [left(text('')), left(text(detail))]),
  );
}
