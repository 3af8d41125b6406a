import type { Language } from '../../kernel/money.ts';
import { businessDateOf, isTimeZone } from '../../kernel/time.ts';
import { normalCode, normalText, timeTyped } from '../../kernel/typed.ts';
import { isPrinterPath, isSerialPath } from '../../model/site/device-path.ts';
import { presetCurrencies, presetPrice, presetTenders } from '../../model/site/preset-money.ts';
import { type Preset, type PresetName, type PresetRoomKind, presets } from '../../model/site/presets.ts';
import type { Site, SitePrinter } from '../../model/site/schema.ts';
import { type RangeNumber, type RangeProblem, readRanges } from './number-ranges.ts';
import { mostBeds, type RangeKind } from './room-marks.ts';

/** A whole store out of a page of answers; without the schemas, since the screen that asks loads it too. */

/** As somebody typed them. Whatever is blank is put off: the preset says what holds until then. */
export interface NewStoreAnswers {
  kind: PresetName;
  /** The language of screens, voice and paper to begin with. */
  language: Language;
  name: string;
  /** ISO 4217. */
  currency: string;
  /** IANA. */
  timeZone: string;
  /** `5`, `05:00`, `５点`. */
  businessDayStartsAt: string;
  /** `2F 201-206、207-208 贵宾房 2床`, as `readRanges` understands it with the kinds of the preset. */
  rooms: string;
  roomKind: string;
  beds: string;
  managerName: string;
  managerNo: string;
  /** `1-15女 16-20男`; blank: nobody yet. */
  technicians: string;
  /** `192.168.1.50`, `/dev/usb/lp0`, `COM3`; blank: none yet. */
  printer: string;
}

export type AnswerField = Exclude<keyof NewStoreAnswers, 'kind' | 'language'>;

/** What of an answer cannot be: texts by code in `new-site-words.ts`. */
export type AnswerFault =
  | RangeProblem
  | { code: 'too-long'; most: number }
  | { code: 'no-such-currency' | 'no-such-zone' | 'no-such-room-kind' | 'no-time' | 'no-number' | 'no-printer' }
  | { code: 'beds'; most: number }
  | { code: 'not-digits'; no: string }
  | { code: 'is-managers'; no: string };

export interface AnswerProblem {
  field: AnswerField;
  fault: AnswerFault;
}

export type NewSite = { ok: true; site: Site } | { ok: false; problems: AnswerProblem[] };

export const mostRooms = 300;
export const mostTechnicians = 300;
const longestName = 80;
/** Until somebody says when. */
const fallbackZone = 'Asia/Shanghai';
const managersName = { 'zh-CN': '店长', en: 'Manager' };
const technicianName = { 'zh-CN': (no: string) => `${no} 号`, en: (no: string) => `No. ${no}` };

/** What holds where an answer is left blank, as it would have been typed. */
export function answersByDefault(kind: PresetName, language: Language): NewStoreAnswers {
  const { name, businessDayStartsAt, rooms, roomKinds } = presets[kind];
  const [roomKind] = roomKinds;
  return {
    ...{ kind, language, businessDayStartsAt, rooms },
    name: name[language],
    currency: presetCurrencies[0].code,
    timeZone: fallbackZone,
    roomKind: roomKind.code,
    beds: String(roomKind.beds),
    managerName: managersName[language],
    managerNo: 'M01',
    technicians: '',
    printer: '',
  };
}

/**
 * A site that the schema takes, or every answer that cannot be. `at`: now (UTC ms), whose trading day is the first of
 * the technicians. Never throws.
 */
export function newSite(typed: NewStoreAnswers, at: number): NewSite {
  const problems: AnswerProblem[] = [];
  const read = new AnswerReader(typed, problems);
  const preset = presets[typed.kind];
  const roomKind = read.roomKind(preset);
  const answers = {
    name: read.name('name'),
    currency: read.currency(),
    timeZone: read.timeZone(),
    businessDayStartsAt: read.time(),
    rooms: read.ranges('rooms', mostRooms),
    beds: read.beds(roomKind),
    managerName: read.name('managerName'),
    managerNo: read.managerNo(),
    technicians: read.ranges('technicians', mostTechnicians),
    printer: read.printer(),
  };
  for (const { no } of answers.technicians) {
    if (!/^\d{1,6}$/.test(no)) problems.push({ field: 'technicians', fault: { code: 'not-digits', no } });
    else if (no === answers.managerNo) problems.push({ field: 'managerNo', fault: { code: 'is-managers', no } });
  }
  if (problems.length > 0) return { ok: false, problems };
  const { timeZone, businessDayStartsAt } = answers;
  const today = businessDateOf(at, timeZone, businessDayStartsAt);
  return { ok: true, site: siteOf(typed, preset, roomKind, { ...answers, today }) };
}

/** The kinds of rooms that may be written at their numbers. */
export function rangeKindsOf(kind: PresetName): RangeKind[] {
  return presets[kind].roomKinds.map(({ code, name }) => ({ code, words: Object.values(name) }));
}

/** Answers one by one: what is wrong with any goes onto the list, and something valid is given in its place. */
class AnswerReader {
  readonly #typed: NewStoreAnswers;
  readonly #blank: NewStoreAnswers;
  readonly #problems: AnswerProblem[];

  constructor(typed: NewStoreAnswers, problems: AnswerProblem[]) {
    this.#typed = typed;
    this.#blank = answersByDefault(typed.kind, typed.language);
    this.#problems = problems;
  }

  name(field: 'name' | 'managerName'): string {
    const name = normalText(this.#typed[field]) || this.#blank[field];
    if ([...name].length > longestName || name.length > longestName) {
      return this.#fault(field, { code: 'too-long', most: longestName }, this.#blank[field]);
    }
    return name;
  }

  currency(): string {
    const code = this.#code('currency').toUpperCase();
    const isKnown = presetCurrencies.some((one) => one.code === code);
    return isKnown ? code : this.#fault('currency', { code: 'no-such-currency' }, this.#blank.currency);
  }

  timeZone(): string {
    const zone = this.#code('timeZone');
    return isTimeZone(zone) ? zone : this.#fault('timeZone', { code: 'no-such-zone' }, fallbackZone);
  }

  time(): string {
    const time = timeTyped(this.#code('businessDayStartsAt'));
    return time ?? this.#fault('businessDayStartsAt', { code: 'no-time' }, this.#blank.businessDayStartsAt);
  }

  ranges(field: 'rooms' | 'technicians', most: number): RangeNumber[] {
    const kinds = field === 'rooms' ? rangeKindsOf(this.#typed.kind) : [];
    const read = readRanges(this.#code(field), most, field === 'technicians', kinds);
    if (!read.ok) return this.#fault(field, read.problem, []);
    // Floors or marks alone name no room.
    if (field === 'rooms' && read.numbers.length === 0) {
      return this.#fault(field, { code: 'unreadable', part: this.#code(field) }, []);
    }
    return read.numbers;
  }

  roomKind({ roomKinds }: Preset): PresetRoomKind {
    const code = this.#code('roomKind');
    return (
      roomKinds.find((one) => one.code === code) ?? this.#fault('roomKind', { code: 'no-such-room-kind' }, roomKinds[0])
    );
  }

  beds({ beds: usual }: PresetRoomKind): number {
    const typed = normalCode(this.#typed.beds);
    if (typed === '') return usual;
    const beds = /^\d{1,3}$/.test(typed) ? Number(typed) : 0;
    return beds >= 1 && beds <= mostBeds ? beds : this.#fault('beds', { code: 'beds', most: mostBeds }, usual);
  }

  managerNo(): string {
    const no = this.#code('managerNo');
    return /^[A-Za-z0-9-]{1,8}$/.test(no) ? no : this.#fault('managerNo', { code: 'no-number' }, this.#blank.managerNo);
  }

  printer(): SitePrinter[] {
    const typed = normalCode(this.#typed.printer);
    if (typed === '') return [];
    const transport = printerAt(typed);
    return transport === null ? this.#fault('printer', { code: 'no-printer' }, []) : [receiptPrinter(transport)];
  }

  #code(field: AnswerField): string {
    return normalCode(this.#typed[field]) || this.#blank[field];
  }

  #fault<Instead>(field: AnswerField, fault: AnswerFault, instead: Instead): Instead {
    this.#problems.push({ field, fault });
    return instead;
  }
}

/** The line a receipt printer hangs on; null: it is none. */
function printerAt(text: string): SitePrinter['transport'] | null {
  if (/^COM\d/i.test(text) || /^\/dev\/(tty|serial|rfcomm|cu\.)/.test(text)) {
    return isSerialPath(text) ? { type: 'serial', path: text, baudRate: 9_600 } : null;
  }
  if (isPrinterPath(text)) return { type: 'usb', path: text };
  const [, host = '', port = '9100'] =
    /^([A-Za-z0-9](?:[A-Za-z0-9.-]{0,62}[A-Za-z0-9])?)(?::(\d{1,5}))?$/.exec(text) ?? [];
  const isAddress = /^(\d{1,3})(\.\d{1,3}){3}$/.test(host) && host.split('.').every((part) => Number(part) <= 255);
  // A lone word or number is rather a model than the name of a machine.
  const isName = /[A-Za-z]/.test(host) && (host.includes('.') || text.includes(':'));
  if (!(isAddress || isName) || Number(port) < 1 || Number(port) > 65_535) return null;
  return { type: 'tcp', host, port: Number(port) };
}

function receiptPrinter(transport: SitePrinter['transport']): SitePrinter {
  return { id: 'front', transport, paperMm: 80, encoding: 'gb18030', prints: ['bill', 'handover', 'receipt'] };
}

interface Read {
  name: string;
  currency: string;
  timeZone: string;
  businessDayStartsAt: string;
  rooms: RangeNumber[];
  beds: number;
  managerName: string;
  managerNo: string;
  technicians: RangeNumber[];
  printer: SitePrinter[];
  today: string;
}

function siteOf({ language }: NewStoreAnswers, preset: Preset, roomKind: PresetRoomKind, read: Read): Site {
  const currency = presetCurrencies.find(({ code }) => code === read.currency) ?? presetCurrencies[0];
  const { groups, items, shifts } = preset;
  const price = (yuan: number) => presetPrice(yuan, currency);
  return {
    format: 'clockroom-site/1',
    store: storeOf(read, language),
    currencies: [],
    rooms: read.rooms.map(({ no, floor, kind: written, beds }) => {
      const own = preset.roomKinds.find(({ code }) => code === written);
      const { code: kind, minimumYuan } = own ?? roomKind;
      return {
        ...{ no, floor, kind, beds: beds ?? own?.beds ?? read.beds },
        ...(minimumYuan !== undefined && { minimumCharge: price(minimumYuan) }),
      };
    }),
    wristbands: [],
    groups: [...groups],
    technicians: read.technicians.map(({ no, gender }) => ({
      ...{ no, name: technicianName[language](no), gender: gender ?? 'F' },
      groups: groups.map(({ code }) => code),
      skills: [...new Set(items.map(({ skill }) => skill))],
      ...{ level: 'A', hiredOn: read.today },
    })),
    staff: [
      { no: read.managerNo, name: read.managerName, role: 'manager', discountLimitPercent: 100 },
      ...preset.staff.flatMap(({ no, role, name }) =>
        no === read.managerNo ? [] : [{ no, name: name[language], role }],
      ),
    ],
    services: items.map(({ code, name, minutes, yuan, group, skill, isNoTurn }) => ({
      ...{ code, name, minutes, price: price(yuan), group, skill },
      extension: { minutes: Math.ceil(minutes / 2), price: price(yuan / 2) },
      ...(isNoTurn && { countsAsTurn: false }),
    })),
    goods: preset.goods.map(({ code, name, yuan, category }) => ({ code, name, price: price(yuan), category })),
    tenders: presetTenders(currency),
    rotation: groups.map(({ code }) => ({ group: code, byGender: false, dayStart: 'check-in', effects: 'default' })),
    commission: [...preset.commission],
    ...(shifts && { attendance: { shifts } }),
    ...{ cardSales: [], buses: [], readers: [], printers: read.printer },
    voice: { engine: 'auto', languages: [language], repeat: 2 },
    headOffice: null,
  };
}

function storeOf({ name, timeZone, businessDayStartsAt, currency }: Read, language: Language): Site['store'] {
  const isYuan = currency === 'CNY';
  return {
    id: 'store',
    name: { 'zh-CN': name, en: name },
    ...{ timeZone, businessDayStartsAt, currency },
    languages: language === 'en' ? ['en', 'zh-CN'] : ['zh-CN', 'en'],
    // Fen are not paid in cash; elsewhere nothing is rounded until somebody says so.
    rounding: isYuan
      ? { unitMinor: 100, mode: 'down', limitMinor: 500 }
      : { unitMinor: 1, mode: 'nearest', limitMinor: 0 },
    ...{ reminderMinutes: 5, waitingAlarmMinutes: 5, toRoomMinutes: 3, cancelGraceMinutes: 10 },
    autoExtend: { enabled: false, afterMinutes: 15 },
    ...{ payInRoom: false, reopenHours: 24 },
  };
}
