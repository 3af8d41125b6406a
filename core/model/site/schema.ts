import { z } from 'zod';
import {
  amount,
  card,
  code,
  currency,
  date,
  holderId,
  localText,
  minutes,
  no,
  percent,
  rate,
  shortCode,
  text,
  timeOfDay,
  timeZone,
  withDefault,
} from '../../kernel/site-fields.ts';
import { normalCode, normalText } from '../../kernel/typed.ts';
import { chosenTypes, countColumns } from '../clock-types/clock-types.ts';
import { dayStarts, presetNames, rotationEffects, rotationEvents } from '../rotation/policy.ts';
import { commissionRule } from './commission-rule.ts';
import { settingDefaults, settingsProofs } from './defaults.ts';
import { bus, printer, reader, type spokenKinds, voicePlace } from './device-schema.ts';

/**
 * The site file, format `clockroom-site/1`: everything that sets a store up. Amounts are integers in the
 * currency's minor unit, rates and broken percentages decimal strings: no floats. Shapes only; what must fit
 * together (a terminal's room exists, cards are unique) is checked in `parse.ts`. An `id` that is missing is whose the
 * number is already, or somebody's who is new.
 */

const lockMinutes = (role: keyof typeof settingDefaults.store.screenLock) =>
  withDefault(z.int().min(0).max(480), settingDefaults.store.screenLock[role]);

export const store = z.strictObject({
  id: code,
  name: localText,
  address: localText.optional(),
  phone: z.string().overwrite(normalText).max(40).optional(),
  timeZone,
  businessDayStartsAt: timeOfDay,
  currency,
  languages: z.array(z.enum(['zh-CN', 'en'])).min(1),
  rounding: z.strictObject({
    unitMinor: z.int().min(1).max(100_000),
    mode: z.enum(['down', 'up', 'nearest']),
    limitMinor: amount,
  }),
  reminderMinutes: z.int().min(1).max(60),
  waitingAlarmMinutes: z.int().min(1).max(120),
  toRoomMinutes: z.int().min(1).max(60),
  cancelGraceMinutes: z.int().min(0).max(120),
  autoExtend: z.strictObject({ enabled: z.boolean(), afterMinutes: minutes }),
  /** What the guest agrees to by holding the own wristband at the room's terminal. */
  guestConfirms: z
    .strictObject({
      extend: withDefault(z.boolean(), settingDefaults.store.guestConfirms.extend),
      cancel: withDefault(z.boolean(), settingDefaults.store.guestConfirms.cancel),
    })
    .optional(),
  /** Technicians may pause by themselves at the clock-room reader. */
  selfPause: withDefault(z.boolean(), settingDefaults.store.selfPause),
  payInRoom: z.boolean(),
  reopenHours: z.int().min(0).max(720),
  /** Where a type of clock counts and which type's rules of commission pay it; what is missing is the default. */
  clockTypes: z
    .partialRecord(
      z.enum(chosenTypes),
      z.strictObject({ countsAs: z.enum(countColumns).optional(), paidAs: z.enum(chosenTypes).optional() }),
    )
    .optional(),
  /** How long a rest may last before the place in the queue is lost. */
  restMinutes: withDefault(minutes, settingDefaults.store.restMinutes),
  /** An order slip older than this is not printed but listed. */
  slipMinutes: withDefault(minutes, settingDefaults.store.slipMinutes),
  /** After so many minutes without a touch a screen of somebody of this role locks itself; 0: never. */
  screenLock: z
    .strictObject({
      manager: lockMinutes('manager'),
      technical: lockMinutes('technical'),
      cashier: lockMinutes('cashier'),
      receptionist: lockMinutes('receptionist'),
      waiter: lockMinutes('waiter'),
      cleaner: lockMinutes('cleaner'),
      cook: lockMinutes('cook'),
    })
    .optional(),
  approvals: z
    .strictObject({
      /** Managers may approve what they do themselves; it stands on the list of incidents. */
      own: withDefault(z.boolean(), settingDefaults.store.approvals.own),
      /** Who confirms a change of roles, cards, prices, pay or policies. */
      settings: withDefault(z.enum(settingsProofs), settingDefaults.store.approvals.settings),
      /** A clock that ended before this share of its time stands on the list of incidents; 0: none does. */
      shortClockPercent: withDefault(z.int().min(0).max(100), settingDefaults.store.approvals.shortClockPercent),
      /** From so many begun clocks on that a technician gave up freely on a day, each stands on the list; 0: none does. */
      givenUpPerDay: withDefault(z.int().min(0).max(50), settingDefaults.store.approvals.givenUpPerDay),
    })
    .optional(),
  /** Minutes before and after the time of a reservation. */
  reservations: z
    .strictObject({
      /** So long before, its technicians get no other clocks. */
      lockMinutes: withDefault(z.int().min(0).max(720), settingDefaults.store.reservations.lockMinutes),
      /** So long before, its room is kept and the desk reminded. */
      keepRoomMinutes: withDefault(z.int().min(0).max(720), settingDefaults.store.reservations.keepRoomMinutes),
      /** So long after, nobody has come: a no-show. */
      noShowMinutes: withDefault(minutes, settingDefaults.store.reservations.noShowMinutes),
    })
    .optional(),
});

export const room = z.strictObject({
  id: holderId.optional(),
  no,
  floor: shortCode(8),
  kind: code,
  beds: z.int().min(1).max(40),
  minimumCharge: amount.optional(),
});

export const technician = z.strictObject({
  id: holderId.optional(),
  no: z
    .string()
    .overwrite(normalCode)
    .regex(/^[0-9]{1,6}$/, 'digits; 1 to 6'),
  name: text,
  gender: z.enum(['F', 'M']),
  groups: z.array(code).min(1),
  skills: z.array(code).min(1),
  level: shortCode(8),
  /** Whoever has none signs in by PIN, and is brought on duty at the desk. */
  card: card.optional(),
  hiredOn: date,
});

export const staffRole = z.enum(['manager', 'receptionist', 'cashier', 'waiter', 'cleaner', 'cook', 'technical']);

export const staff = z.strictObject({
  id: holderId.optional(),
  no,
  name: text,
  role: staffRole,
  card: card.optional(),
  discountLimitPercent: z.int().min(0).max(100).optional(),
  /** Only ever read, hashed and forgotten: an export never carries it. */
  pin: z
    .string()
    .regex(/^\d{4,8}$/, '4 to 8 digits')
    .optional(),
});

export const service = z.strictObject({
  id: holderId.optional(),
  code: z
    .string()
    .overwrite(normalCode)
    .regex(/^[0-9]{1,6}$/, 'digits; 1 to 6 (it is typed at a terminal)'),
  name: localText,
  minutes,
  price: amount,
  group: code,
  skill: code,
  extension: z.strictObject({ minutes, price: amount }),
  guests: withDefault(z.int().min(1).max(10), settingDefaults.service.guests),
  technicians: withDefault(z.int().min(1).max(10), settingDefaults.service.technicians),
  countsAsTurn: withDefault(z.boolean(), settingDefaults.service.countsAsTurn),
  /** An end before this many minutes of service needs a reason. */
  minimumMinutes: minutes.optional(),
  availability: z
    .strictObject({
      days: z.array(z.enum(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'])).min(1),
      from: timeOfDay,
      to: timeOfDay,
    })
    .optional(),
});

export const goods = z.strictObject({
  id: holderId.optional(),
  code,
  name: localText,
  price: amount,
  category: code,
  /** Pieces in stock; without it the article is not counted (made to order). */
  stock: z.int().min(0).max(1_000_000).optional(),
  discountable: z.boolean().optional(),
  commissionPercent: percent.optional(),
});

export const tender = z.strictObject({
  code,
  name: localText,
  currency,
  kind: z.enum(['cash', 'external', 'purse', 'voucher', 'on-account', 'complimentary']),
  givesChange: z.boolean().optional(),
  /** So much change may be given without a manager, in the tender's currency; missing: as its largest note. */
  changeLimit: amount.optional(),
  opensDrawer: z.boolean().optional(),
  needsReference: z.boolean().optional(),
  countsAsRevenue: z.boolean(),
});

const policyFields = {
  dayStart: z.enum(dayStarts),
  dailyCap: z.int().min(1).max(100).optional(),
  /** So many requested clocks count as one turn. Default: none ever does. */
  requestedPerTurn: z.int().min(1).max(20).optional(),
  /** Items that are no turn, besides those that say so themselves. */
  noTurnItems: z.array(shortCode(6)).max(200).optional(),
  /** An item cheaper than this is no turn. */
  noTurnBelow: withDefault(amount, settingDefaults.rotation.noTurnBelow),
  /** The longest a place may be held for a guest. */
  holdMinutes: withDefault(minutes, settingDefaults.rotation.holdMinutes),
  /** `default`, or the entries that differ from it. */
  effects: z.union(
    [z.literal('default'), z.partialRecord(z.enum(rotationEvents), z.enum(rotationEffects))],
    '"default", or the effects that differ from it',
  ),
};

export const rotation = z.strictObject({
  group: code,
  byGender: z.boolean(),
  ...policyFields,
  /** Later versions, each from a trading day on; the entry itself is the first. */
  versions: z
    .array(
      z.strictObject({
        gender: z.enum(['F', 'M']).optional(),
        from: date,
        preset: z.enum(presetNames).optional(),
        ...policyFields,
      }),
    )
    .max(200)
    .optional(),
});

export const attendance = z.strictObject({
  /** What somebody is put down for. */
  shifts: withDefault(
    z
      .array(z.strictObject({ code, name: localText, from: timeOfDay, to: timeOfDay }))
      .min(1)
      .max(20),
    [...settingDefaults.attendance.shifts],
  ),
  /** So many minutes after a shift's start are not late, before its end not early. */
  lateMinutes: withDefault(z.int().min(0).max(120), settingDefaults.attendance.lateMinutes),
  earlyMinutes: withDefault(z.int().min(0).max(120), settingDefaults.attendance.earlyMinutes),
  /** How long a meal may take. */
  mealMinutes: withDefault(minutes, settingDefaults.attendance.mealMinutes),
});

export const lostCard = z.strictObject({
  card,
  holder: z.enum(['technician', 'staff']),
  /** Or, since the number has passed on, `~` and the id. */
  no: z
    .string()
    .overwrite(normalCode)
    .regex(/^(?:~[A-Za-z0-9._-]{1,64}|[A-Za-z0-9-]{1,8})$/, 'a number, or ~ and an id'),
  /** UTC ms. */
  at: z.int().min(0),
});

export const wristband = z.strictObject({ id: holderId.optional(), no, card: card.optional() });

export const group = z.strictObject({ code, name: localText });

/** A currency besides the store's own, at the rate of the day. */
export const foreignCurrency = z.strictObject({ code: currency, rate });

export const cardSale = z.strictObject({
  code,
  name: localText,
  topUp: amount,
  bonus: amount,
  discountPercent: z.int().min(0).max(100),
});

export const voice = z.strictObject({
  engine: z.enum(['auto', 'say', 'espeak-ng', 'file', 'none']),
  languages: z.array(z.enum(['zh-CN', 'en'])).min(1),
  repeat: z.int().min(1).max(5),
  /** Nothing is spoken then; screens, slips and terminals tell it all the same. */
  quietHours: z
    .array(z.strictObject({ from: timeOfDay, to: timeOfDay }))
    .max(8)
    .optional(),
  /** Where it is spoken; missing: in one place, by `engine`. */
  places: z.array(voicePlace).min(1).max(16).optional(),
});

export const siteSchema = z.strictObject({
  format: z.literal('clockroom-site/1'),
  store,
  currencies: z.array(foreignCurrency),
  rooms: z.array(room).min(1),
  wristbands: z.array(wristband),
  groups: z.array(group).min(1),
  technicians: z.array(technician),
  staff: z.array(staff).min(1),
  /** Cards that are refused everywhere, whoever holds them (挂失). */
  lostCards: z.array(lostCard).max(10_000).optional(),
  services: z.array(service).min(1),
  goods: z.array(goods),
  tenders: z.array(tender).min(1),
  rotation: z.array(rotation),
  commission: z.array(commissionRule),
  attendance: attendance.optional(),
  cardSales: z.array(cardSale),
  buses: z.array(bus),
  readers: z.array(reader),
  printers: z.array(printer),
  voice,
  headOffice: z.null(),
  /** Cards were left out: whoever is in the store by the same id keeps hers. */
  withoutCards: z.literal(true).optional(),
  /** A mark of each section as it was exported: tells what was set since. Whoever writes a file leaves it out. */
  asExported: z.record(z.string().max(32), z.string().max(64)).optional(),
});

/** A whole store as it stands in a site file. */
export type Site = z.infer<typeof siteSchema>;
export type SiteRoom = Site['rooms'][number];
export type SiteTechnician = Site['technicians'][number];
export type SiteStaff = Site['staff'][number];
export type LostCard = z.infer<typeof lostCard>;
export type SiteService = Site['services'][number];
export type SiteGoods = Site['goods'][number];
export type SiteTender = Site['tenders'][number];
export type SiteBus = Site['buses'][number];
export type SiteReader = Site['readers'][number];
export type SiteTerminal = SiteBus['terminals'][number];
export type SiteVoicePlace = NonNullable<Site['voice']['places']>[number];
export type SpokenKind = (typeof spokenKinds)[number];
export type SitePrinter = Site['printers'][number];
export type StaffRole = SiteStaff['role'];
