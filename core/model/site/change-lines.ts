import type { HolderName } from './holders.ts';
import type { Section } from './sections.ts';

/**
 * What is different between two states of the settings, line by line, as people read it and as the journal keeps it.
 * Each line names the right it takes. Without the schemas, since screens load it; those stand in `change.ts`.
 */

/** The rights over settings: whoever changes something holds that of each line of the change. */
export const settingRights = [
  'settings.roles',
  'settings.cards',
  'settings.prices',
  'settings.pay',
  'settings.policies',
  'rotation.policy',
  'settings.devices',
  'settings.edit',
] as const;
export type SettingRight = (typeof settingRights)[number];

/** What a line is about. */
export const changedKinds = [
  'store',
  'room',
  'group',
  'technician',
  'staff',
  'wristband',
  'lostCard',
  'service',
  'goods',
  'currency',
  'tender',
  'cardSale',
  'queue',
  'policy',
  'clockType',
  'commissionRule',
  'attendance',
  'shift',
  'line',
  'terminal',
  'reader',
  'printer',
  'voice',
  'voicePlace',
] as const;
export type ChangedKind = (typeof changedKinds)[number];

/** Stands for what is never told: a card's number, a key. */
export const hiddenValue = '***';

/** By which way settings came into force. */
export const waysOfChange = ['import', 'section', 'plan'] as const;
export type WayOfChange = (typeof waysOfChange)[number];

/** How it is otherwise. */
export const hows = ['added', 'removed', 'changed', 'reordered'] as const;

export interface SettingChange {
  section: Section;
  kind: ChangedKind;
  /** Number, code or id; of the store itself the section's name. */
  no: string;
  /** Null where it is known by its number alone. */
  name: HolderName | null;
  how: (typeof hows)[number];
  /** `extension.price`; null: it as a whole. */
  field: string | null;
  /** Null: nothing stood there. */
  before: string | number | boolean | null;
  after: string | number | boolean | null;
  right: SettingRight;
}

/** One change of the settings as it stands in the books. */
export interface SettingsChangeRow {
  seq: number;
  /** UTC ms. */
  at: number;
  businessDate: string;
  /** Who did it: whoever planned it, where it was planned. */
  actor: string;
  station: string;
  way: WayOfChange;
  allowedBy: string | null;
  changes: readonly SettingChange[];
}

/** Whether a line is worth a look: everything that is no plain setting. */
export function isWeighty({ right }: Pick<SettingChange, 'right'>): boolean {
  return right !== 'settings.edit';
}

/** What is confirmed at that moment by PIN or card, whatever session is open. */
const confirmedRights: readonly SettingRight[] = [
  'settings.roles',
  'settings.cards',
  'settings.prices',
  'settings.pay',
  'settings.policies',
];

/** The lines that whoever makes a change confirms. */
export function toConfirm<Line extends Pick<SettingChange, 'right'>>(changes: readonly Line[]): Line[] {
  return changes.filter(({ right }) => confirmedRights.includes(right));
}

/** The weighty lines first, by right, then as they stand in the sections. */
export function weightyFirst<Line extends Pick<SettingChange, 'right'>>(changes: readonly Line[]): Line[] {
  const rank = ({ right }: Line) => settingRights.indexOf(right);
  return [...changes].sort((a, b) => rank(a) - rank(b));
}

const rightsOfFields: Readonly<
  Record<ChangedKind, { whole: SettingRight; fields?: readonly (readonly [RegExp, SettingRight])[] }>
> = {
  store: {
    whole: 'settings.edit',
    fields: [
      [/^(currency|rounding\..*)$/, 'settings.prices'],
      [
        /^(approvals\..*|screenLock\..*|reopenHours|cancelGraceMinutes|toRoomMinutes|autoExtend\..*|guestConfirms\..*|selfPause|payInRoom|demo)$/,
        'settings.policies',
      ],
    ],
  },
  room: { whole: 'settings.edit', fields: [[/^minimumCharge$/, 'settings.prices']] },
  group: { whole: 'settings.edit' },
  technician: {
    whole: 'settings.edit',
    fields: [
      [/^card$/, 'settings.cards'],
      [/^level$/, 'settings.pay'],
    ],
  },
  staff: {
    whole: 'settings.roles',
    fields: [
      [/^card$/, 'settings.cards'],
      [/^role$/, 'settings.roles'],
      [/^discountLimitPercent$/, 'settings.policies'],
      [/^(name|no)$/, 'settings.edit'],
    ],
  },
  wristband: { whole: 'settings.cards' },
  lostCard: { whole: 'settings.cards' },
  service: {
    whole: 'settings.edit',
    fields: [
      [/^(price|minutes|extension\..*|guests|technicians)$/, 'settings.prices'],
      [/^group$/, 'settings.pay'],
      [/^(countsAsTurn|minimumMinutes)$/, 'settings.policies'],
    ],
  },
  goods: {
    whole: 'settings.edit',
    fields: [
      [/^(price|discountable)$/, 'settings.prices'],
      [/^commissionPercent$/, 'settings.pay'],
    ],
  },
  currency: { whole: 'settings.prices' },
  tender: {
    whole: 'settings.prices',
    fields: [[/^(givesChange|changeLimit|opensDrawer|needsReference|countsAsRevenue)$/, 'settings.policies']],
  },
  cardSale: { whole: 'settings.prices' },
  queue: { whole: 'rotation.policy' },
  policy: { whole: 'rotation.policy' },
  clockType: { whole: 'rotation.policy', fields: [[/^paidAs$/, 'settings.pay']] },
  commissionRule: { whole: 'settings.pay' },
  attendance: { whole: 'settings.edit' },
  shift: { whole: 'settings.edit' },
  line: { whole: 'settings.devices' },
  terminal: { whole: 'settings.devices' },
  reader: { whole: 'settings.devices' },
  printer: { whole: 'settings.devices' },
  voice: { whole: 'settings.devices' },
  voicePlace: { whole: 'settings.devices' },
};

/** The right that a change of a field takes; `field` null: that something comes or goes as a whole. */
export function rightOf(kind: ChangedKind, field: string | null): SettingRight {
  const { whole, fields = [] } = rightsOfFields[kind];
  return (field === null ? undefined : fields.find(([pattern]) => pattern.test(field))?.[1]) ?? whole;
}

/** The lines of one section. */
export function changesOf(section: Section, changes: readonly SettingChange[]): SettingChange[] {
  return changes.filter((one) => one.section === section);
}
