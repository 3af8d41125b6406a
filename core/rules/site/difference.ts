import { chosenTypes, clockTypeFields, clockTypesOf } from '../../model/clock-types/clock-types.ts';
import { ruleKeyOf } from '../../model/commission/rules.ts';
import { type PolicyFields, policyOf, versionFields } from '../../model/rotation/policy.ts';
import {
  type ChangedKind,
  hiddenValue,
  isWeighty,
  rightOf,
  type SettingChange,
} from '../../model/site/change-lines.ts';
import { idOf, type Numbered } from '../../model/site/holders.ts';
import { type Section, type SectionGiven, type Sections, sectionsOf } from '../../model/site/sections.ts';
import { terminalIdOf } from '../../model/site/site-index.ts';
import type { StoreState } from '../../model/state.ts';

type Scalar = SettingChange['before'];

/** Somebody or something of the settings, as it is compared. */
interface Entry {
  kind: ChangedKind;
  /** What it is known by on both sides. */
  key: string;
  no: string;
  name: SettingChange['name'];
  fields: ReadonlyMap<string, Scalar>;
}

/** The settings in force, with the policies and types of clocks that are set beside them. */
export function sectionsInForce(state: StoreState): Sections {
  const { site, demo } = state.site;
  const sections = sectionsOf(site, demo) as Sections;
  const policies = state.rotation.policies();
  const clockTypes = clockTypeFields(state.clocks.types());
  const rotation = sections.rotation.rotation.map(({ versions: _versions, ...entry }) => {
    const own = policies.filter((version) => version.group === entry.group);
    if (own.length === 0) return entry;
    return { ...entry, versions: own.map(versionFields) };
  });
  return { ...sections, rotation: { rotation, ...(clockTypes ? { clockTypes } : {}) } as Sections['rotation'] };
}

/**
 * What some sections would make otherwise, line by line, with the real values: a card stands in it. `toldOf` makes of
 * it what may be told.
 */
export function differenceOf(
  before: Partial<Sections>,
  after: Partial<Sections>,
  sections: readonly Section[],
): SettingChange[] {
  return sections.flatMap((section) => {
    const was = entriesOf(section, before[section]);
    const is = entriesOf(section, after[section]);
    return [...linesOf(section, was, is), ...orderOf(section, was, is)];
  });
}

/** The lines without what is never told. */
export function toldOf(changes: readonly SettingChange[]): SettingChange[] {
  return changes.map((change) => {
    if (change.field !== 'card') return change;
    const hidden = (value: Scalar) => (value === null ? null : hiddenValue);
    return { ...change, before: hidden(change.before), after: hidden(change.after) };
  });
}

function linesOf(section: Section, before: readonly Entry[], after: readonly Entry[]): SettingChange[] {
  const were = new Map(before.map((entry) => [keyOf(entry), entry]));
  const are = new Map(after.map((entry) => [keyOf(entry), entry]));
  const changed = [...are].flatMap(([key, entry]) => {
    const was = were.get(key);
    return was ? fieldLines(section, was, entry) : wholeLines(section, entry, 'added');
  });
  const gone = [...were].flatMap(([key, entry]) => (are.has(key) ? [] : wholeLines(section, entry, 'removed')));
  return [...changed, ...gone];
}

const keyOf = ({ kind, key }: Entry) => `${kind} ${key}`;

function fieldLines(section: Section, was: Entry, { kind, no, name, fields }: Entry): SettingChange[] {
  const all = new Set([...was.fields.keys(), ...fields.keys()]);
  return [...all].flatMap((field): SettingChange[] => {
    const [before, after] = [was.fields.get(field) ?? null, fields.get(field) ?? null];
    if (before === after) return [];
    return [{ section, kind, no, name, how: 'changed', field, before, after, right: rightOf(kind, field) }];
  });
}

/** That it comes or goes, and each of its fields that takes a right of its own or is worth a look. */
function wholeLines(section: Section, entry: Entry, how: 'added' | 'removed'): SettingChange[] {
  const { kind, no, name, fields } = entry;
  const whole = rightOf(kind, null);
  const line = (field: string | null, value: Scalar): SettingChange => {
    const [before, after] = how === 'added' ? [null, value] : [value, null];
    return { section, kind, no, name, how, field, before, after, right: rightOf(kind, field) };
  };
  const ofFields = [...fields].filter(([field]) => !/^(no|code|name)\b/.test(field)).map((one) => line(...one));
  return [line(null, null), ...ofFields.filter((one) => isWeighty(one) || one.right !== whole)];
}

/** Whose order is another: for most lists it is shown, for some the first that fits is taken. */
function orderOf(section: Section, before: readonly Entry[], after: readonly Entry[]): SettingChange[] {
  const kinds = [...new Set(after.map(({ kind }) => kind))];
  return kinds.flatMap((kind): SettingChange[] => {
    const there = new Set(before.filter((one) => one.kind === kind).map(keyOf));
    const is = after.filter((one) => one.kind === kind && there.has(keyOf(one)));
    const still = new Set(is.map(keyOf));
    const was = before.filter((one) => one.kind === kind && still.has(keyOf(one)));
    if (was.every((one, index) => keyOf(one) === keyOf(is[index] as Entry))) return [];
    const right = rightOf(kind, null);
    return [{ section, kind, no: '', name: null, how: 'reordered', field: null, before: null, after: null, right }];
  });
}

/** Everything of a section, in its order. */
function entriesOf<S extends Section>(section: S, value: SectionGiven<S> | undefined): Entry[] {
  return value === undefined ? [] : entriesIn[section](value);
}

const entriesIn: { readonly [S in Section]: (value: SectionGiven<S>) => Entry[] } = {
  store: ({ store, headOffice, demo }) => [whole('store', 'store', { ...store, headOffice, demo })],
  rooms: ({ rooms }) => rooms.map(numbered('room')),
  people: ({ groups, technicians, staff }) => [
    ...groups.map(coded('group')),
    ...technicians.map(numbered('technician')),
    ...staff.map(numbered('staff')),
  ],
  cards: ({ wristbands, lostCards = [] }) => [
    ...wristbands.map(numbered('wristband')),
    ...lostCards.map(({ card, ...lost }) => entry('lostCard', card, lost.no, null, lost)),
  ],
  items: ({ services }) => services.map(numbered('service')),
  goods: ({ goods }) =>
    // The first count opens an article's stock; what is said of it later is not taken over.
    goods.map(({ stock, ...one }) => numbered('goods')({ ...one, ...(stock === undefined ? {} : { counted: true }) })),
  tenders: ({ currencies, tenders, cardSales }) => [
    ...currencies.map(coded('currency')),
    ...tenders.map(coded('tender')),
    ...cardSales.map(coded('cardSale')),
  ],
  rotation: ({ rotation, clockTypes }) => [
    ...rotation.flatMap(({ group, byGender, versions, ...first }) => [
      entry('queue', group, group, null, { byGender }),
      ...policiesOf(group, first, versions),
    ]),
    ...chosenTypes.map((type) => entry('clockType', type, type, null, { ...clockTypesOf(clockTypes)[type] })),
  ],
  commission: ({ commission }) => {
    const seen = new Map<string, number>();
    return commission.map(({ match, pay, onTop }) => {
      const rule = ruleKeyOf({ match, onTop });
      const nth = (seen.get(rule) ?? 0) + 1;
      seen.set(rule, nth);
      return entry('commissionRule', `${rule} ${nth}`, rule, null, { pay });
    });
  },
  attendance: ({ attendance: { shifts = [], ...times } = {} }) => [
    whole('attendance', 'attendance', times),
    ...shifts.map(coded('shift')),
  ],
  terminals: ({ buses }) =>
    buses.flatMap(({ id, terminals, ...line }) => [
      entry('line', id, id, null, line),
      ...terminals.map(({ address, ...one }) => {
        const terminal = terminalIdOf(id, address);
        return entry('terminal', terminal, terminal, null, one);
      }),
    ]),
  readers: ({ readers }) => readers.map(({ id, ...one }) => entry('reader', id, id, null, one)),
  printers: ({ printers }) => printers.map(({ id, ...one }) => entry('printer', id, id, null, one)),
  voice: ({ voice: { places = [], ...voice } }) => [
    whole('voice', 'voice', voice),
    ...places.map(({ id, ...one }) => entry('voicePlace', id, id, null, one)),
  ],
};

/** The entry itself is the first version of a group; versions that are set stand in its place. */
function policiesOf(
  group: string,
  first: PolicyFields,
  versions: SectionGiven<'rotation'>['rotation'][number]['versions'] = [],
): Entry[] {
  const ofVersion = (
    key: string,
    from: string,
    { preset, ...fields }: PolicyFields & { preset?: string | undefined },
  ) =>
    entry('policy', `${group} ${key}`, `${group}${from}`, null, {
      ...policyOf(fields),
      ...(preset === undefined ? {} : { preset }),
    });
  const seen = new Map<string, number>();
  return [
    ofVersion('first', '', first),
    ...versions.map(({ gender, from, ...fields }) => {
      const of = `${gender ?? ''} ${from}`;
      const nth = (seen.get(of) ?? 0) + 1;
      seen.set(of, nth);
      return ofVersion(`${of} ${nth}`, ` ${gender ?? ''} ${from}`.replace('  ', ' '), fields);
    }),
  ];
}

function entry(kind: ChangedKind, key: string, no: string, name: SettingChange['name'], fields: object): Entry {
  return { kind, key, no, name, fields: new Map(leavesOf(fields)) };
}

function whole(kind: ChangedKind, no: string, fields: object): Entry {
  return entry(kind, no, no, null, fields);
}

function numbered(kind: ChangedKind) {
  return ({ id, ...one }: Numbered): Entry => {
    const no = one.no ?? one.code ?? '';
    return entry(kind, idOf({ id, ...one }), no, one.name ?? null, one);
  };
}

function coded(kind: ChangedKind) {
  return (one: Numbered): Entry => entry(kind, one.code ?? '', one.code ?? '', one.name ?? null, one);
}

/** Every value with its path; a list of plain values is one. */
function leavesOf(value: object, path = ''): [string, Scalar][] {
  return Object.entries(value).flatMap(([name, one]: [string, unknown]): [string, Scalar][] => {
    const at = path === '' ? name : `${path}.${name}`;
    if (one === undefined || one === null) return [];
    if (typeof one !== 'object') return [[at, one as Scalar]];
    if (Array.isArray(one) && one.every((item) => typeof item !== 'object')) return [[at, one.join(', ')]];
    return leavesOf(one, at);
  });
}
