import { defaultPolicy } from '../rotation/policy.ts';

/**
 * What holds where the settings leave something out; the schema has each beside its field, and `docs/site-file.md`
 * shows them. Of amounts and lists that are left out nothing follows but nothing.
 */
export const settingDefaults = {
  store: {
    guestConfirms: { extend: false, cancel: false },
    selfPause: false,
    /** Minutes; 0: never. Screens of the kitchen and of cleaners are looked at, hardly touched. */
    screenLock: { manager: 5, technical: 5, cashier: 10, receptionist: 15, waiter: 15, cleaner: 0, cook: 0 },
    restMinutes: 30,
    slipMinutes: 20,
    /** Managers may approve what they do themselves: marked, and on the list of incidents. */
    approvals: { own: true, settings: 'pin', shortClockPercent: 20, givenUpPerDay: 2 },
    reservations: { lockMinutes: 15, keepRoomMinutes: 30, noShowMinutes: 20 },
  },
  service: { guests: 1, technicians: 1, countsAsTurn: true },
  rotation: { noTurnBelow: defaultPolicy.noTurnBelowMinor, holdMinutes: defaultPolicy.holdMinutes },
  attendance: {
    shifts: [
      { code: 'early', name: { 'zh-CN': '早班', en: 'Early' }, from: '10:00', to: '19:00' },
      { code: 'late', name: { 'zh-CN': '晚班', en: 'Late' }, from: '14:00', to: '23:00' },
      { code: 'night', name: { 'zh-CN': '夜班', en: 'Night' }, from: '18:00', to: '03:00' },
    ],
    lateMinutes: 5,
    earlyMinutes: 5,
    mealMinutes: 30,
  },
  bus: { searchSpeed: false, mark: true },
  terminal: { keypad: true, text: { lines: 1, columns: 16, encoding: 'ascii' } },
  reader: { reversed: false },
  printer: { statusReplies: 'auto', drawerPin: 2, qr: true },
} as const;

/** Who confirms a change of roles, cards, prices, pay or policies: whoever makes it, by PIN or card, or another manager. */
export const settingsProofs = ['pin', 'another'] as const;
type SettingsProof = (typeof settingsProofs)[number];

interface ApprovalFields {
  own?: boolean | undefined;
  settings?: SettingsProof | undefined;
  shortClockPercent?: number | undefined;
  givenUpPerDay?: number | undefined;
}

/** What the settings say of approvals and of what is worth a look. */
export function approvalSettings({ store }: { store: { approvals?: ApprovalFields | undefined } }): {
  own: boolean;
  settings: SettingsProof;
  shortClockPercent: number;
  givenUpPerDay: number;
} {
  const { own, settings, shortClockPercent, givenUpPerDay } = settingDefaults.store.approvals;
  return {
    own: store.approvals?.own ?? own,
    settings: store.approvals?.settings ?? settings,
    shortClockPercent: store.approvals?.shortClockPercent ?? shortClockPercent,
    givenUpPerDay: store.approvals?.givenUpPerDay ?? givenUpPerDay,
  };
}

/** Only what is there: a field that is there as undefined is left out. */
export function given<Fields extends object>(fields: Fields): { [Key in keyof Fields]: NonNullable<Fields[Key]> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as never;
}

/** For how many guests an item is. */
export function guestsFor(service: { guests?: number | undefined } | undefined): number {
  return service?.guests ?? settingDefaults.service.guests;
}

/** How many technicians serve an item. */
export function techniciansFor(service: { technicians?: number | undefined } | undefined): number {
  return service?.technicians ?? settingDefaults.service.technicians;
}
