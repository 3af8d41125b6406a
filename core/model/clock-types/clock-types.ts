/** How the technician of a clock was chosen: 轮钟, 点钟, 选钟, 加钟, Call 钟, 转化. */
export const clockTypes = ['rotation', 'requested', 'picked', 'extension', 'call', 'converted'] as const;
export type ClockType = (typeof clockTypes)[number];

/**
 * What a type of clock does to the queue, to the count and to the pay are three settings that know nothing of each
 * other: the queue is the rotation's policy (its rows are named after the types), the other two are here.
 */

/** The types of clocks that are sold by themselves; an extension follows its main clock. */
export type ChosenType = Exclude<ClockType, 'extension'>;
export const chosenTypes = clockTypes.filter((type): type is ChosenType => type !== 'extension');

/** Where a clock is counted: with those of the rotation, with those asked for, or not at all. */
export const countColumns = ['rotation', 'requested', 'none'] as const;
export type CountColumn = (typeof countColumns)[number];

export interface TypeSettings {
  countsAs: CountColumn;
  /** Rules of commission that name this type pay it, where none names its own. */
  paidAs: ChosenType;
}

export type ClockTypeSettings = Readonly<Record<ChosenType, TypeSettings>>;

/** A site file names what differs. */
export type ClockTypeFields = {
  [T in ChosenType]?: { countsAs?: CountColumn | undefined; paidAs?: ChosenType | undefined } | undefined;
};

export const defaultClockTypes: ClockTypeSettings = {
  rotation: { countsAs: 'rotation', paidAs: 'rotation' },
  requested: { countsAs: 'requested', paidAs: 'requested' },
  picked: { countsAs: 'requested', paidAs: 'picked' },
  call: { countsAs: 'requested', paidAs: 'call' },
  // 转化 counts and rotates as a rotation clock and pays as a requested one.
  converted: { countsAs: 'rotation', paidAs: 'requested' },
};

/** The settings of a site file, complete. */
export function clockTypesOf(fields: ClockTypeFields | undefined): ClockTypeSettings {
  const of = (type: ChosenType): TypeSettings => ({
    countsAs: fields?.[type]?.countsAs ?? defaultClockTypes[type].countsAs,
    paidAs: fields?.[type]?.paidAs ?? defaultClockTypes[type].paidAs,
  });
  return Object.fromEntries(chosenTypes.map((type) => [type, of(type)])) as Record<ChosenType, TypeSettings>;
}

/** The same the other way round: only what differs from the defaults; nothing where nothing does. */
export function clockTypeFields(settings: ClockTypeSettings): ClockTypeFields | undefined {
  const differing = chosenTypes.flatMap((type) => {
    const { countsAs, paidAs } = settings[type];
    const byDefault = defaultClockTypes[type];
    const fields = {
      ...(countsAs === byDefault.countsAs ? {} : { countsAs }),
      ...(paidAs === byDefault.paidAs ? {} : { paidAs }),
    };
    return Object.keys(fields).length > 0 ? [[type, fields] as const] : [];
  });
  return differing.length > 0 ? Object.fromEntries(differing) : undefined;
}

/** Where a clock is counted: as it was frozen when it started, before that as the store has it now. */
export function columnOf(
  { type, countsAs }: { type: ClockType; countsAs: CountColumn | null },
  state: { clocks: { types(): ClockTypeSettings } },
): CountColumn | 'extension' {
  if (type === 'extension') return 'extension';
  return countsAs ?? state.clocks.types()[type].countsAs;
}

/** The type whose rules of commission pay a type that no rule names. */
export function paidAs(type: ClockType, settings: ClockTypeSettings): ClockType {
  return type === 'extension' ? 'extension' : settings[type].paidAs;
}

/** Whether the queue itself gave the technician: a converted clock rotates as one of the rotation. */
export function isRotated({ type }: { type: ClockType }): boolean {
  return type === 'rotation' || type === 'converted';
}
