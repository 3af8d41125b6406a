import { normalCode } from '../../../core/kernel/typed.ts';
import type { SuccessorChoice, TechnicianChoice } from '../../../core/model/clocks/choice.ts';
import { firstTurn, turnsIn } from '../../../core/model/rotation/turns.ts';
import { techniciansFor } from '../../../core/model/site/defaults.ts';
import type { TechnicianView } from '../../../host/parts/technicians/views.ts';
import type { Board } from '../../client/board-state.ts';
import type { CatalogIndex } from '../../client/catalog-index.ts';

/** How a number was chosen, as the letter (or character) typed behind it; none is a request. */
const marks = { s: 'picked', 选: 'picked', c: 'call', call: 'call', v: 'converted', 转: 'converted' } as const;
export const numberedKinds = ['requested', 'picked', 'call', 'converted'] as const;
export type NumberedKind = (typeof numberedKinds)[number];

/** What is typed behind a number for each kind. */
export const markOf: Readonly<Record<NumberedKind, string>> = { requested: '', picked: 's', call: 'c', converted: 'v' };

/** Whoever served the item before goes on. */
const sameMarks = ['=', 'same', '同'];
/** The rotation, where an empty field means somebody. */
export const anybody = '0';

/** A technician's number with what stands behind it: `88`, `88s`, `88选`; null for anything else. */
export function numberedIn(word: string): { technicianNo: string; kind: NumberedKind } | null {
  const [, technicianNo, mark = ''] = /^(\d{1,8})(\D*)$/.exec(word.toLowerCase()) ?? [];
  if (technicianNo === undefined) return null;
  if (mark === '') return { technicianNo, kind: 'requested' };
  const kind = Object.hasOwn(marks, mark) ? marks[mark as keyof typeof marks] : undefined;
  return kind ? { technicianNo, kind } : null;
}

/**
 * What stands in the field “technician”: nothing or `0` is the rotation, `F` or `M` a gender of it, `=` whoever served the
 * item before, numbers are requests; `s` behind a number is picked, `c` called in, `v` converted.
 */
export function choicesIn(text: string): TechnicianChoice[] {
  return wordsIn(text).map((word) => {
    const upper = word.toUpperCase();
    if (upper === 'F' || upper === 'M') return { kind: 'rotation' as const, gender: upper };
    if (sameMarks.includes(word)) return { kind: 'same' as const };
    if (word === anybody) return { kind: 'rotation' as const };
    return numberedIn(word) ?? { kind: 'requested' as const, technicianNo: word };
  });
}

/**
 * Who goes on with a next item where nobody is named for it: the number that stands for the first (null for whoever the
 * rotation gives). Undefined where who was asked for cannot do it.
 */
export function goesOn(
  firstText: string,
  skill: string | undefined,
  technicians: ReadonlyMap<string, Pick<TechnicianView, 'skills'>>,
): string | null | undefined {
  const nos = choicesIn(firstText).flatMap((choice) => ('technicianNo' in choice ? choice.technicianNo : []));
  const canAll = skill === undefined || nos.every((no) => technicians.get(no)?.skills.includes(skill));
  return canAll ? (nos[0] ?? null) : undefined;
}

/** Whoever served the item before goes on: as many as the next one takes. */
export function sameFor(technicians: number): TechnicianChoice[] {
  return Array.from({ length: technicians }, () => ({ kind: 'same' }));
}

function wordsIn(text: string): string[] {
  return normalCode(text)
    .split(/[\s,，、]+/)
    .filter(Boolean);
}

/** Who takes a clock over: one person, of the rotation where none is named. */
export function successorIn(text: string): SuccessorChoice {
  const [choice] = choicesIn(text);
  if (!choice || choice.kind === 'same') return { kind: 'rotation' };
  if (choice.kind === 'rotation') return choice;
  const { technicianNo, kind } = choice;
  return { kind: kind === 'converted' ? 'requested' : kind, technicianNo };
}

/** How the last number in the field was chosen; null where the last word is none. */
export function kindIn(text: string): NumberedKind | null {
  return numberedIn(wordsIn(text).at(-1) ?? '')?.kind ?? null;
}

/** The field with its last number chosen in another way. */
export function withKind(text: string, kind: NumberedKind): string {
  const last = numberedIn(wordsIn(text).at(-1) ?? '');
  if (!last) return text;
  return [...wordsIn(text).slice(0, -1), last.technicianNo + markOf[kind]].join(' ');
}

/** Who can serve an item: idle ones who have the skill, in the order of their queues, then the busy ones. */
export function candidatesFor(board: Board, catalog: CatalogIndex, serviceCode: string): string[] {
  const service = catalog.serviceByCode.get(serviceCode);
  const skilled = board.queues
    .filter((queue) => !service || queue.group === service.group)
    .flatMap((queue) => queue.places)
    .filter(({ technicianNo }) => isSkilled(board, technicianNo, service));
  const inTurn = service ? [...turnsIn(board.queues, service, mayServe(board, service))].map(({ place }) => place) : [];
  const able = [...inTurn, ...skilled.filter((place) => place.available), ...skilled];
  return [...new Set(able.map((place) => place.technicianNo))];
}

/** Who can do an item but is off duty or of another group: somebody to call in. */
export function callableFor(board: Board, catalog: CatalogIndex, serviceCode: string): string[] {
  const service = catalog.serviceByCode.get(serviceCode);
  if (!service) return [];
  return [...board.technicians.values()]
    .filter(({ skills }) => skills.includes(service.skill))
    .filter(({ state, groups }) => state === 'off-duty' || !groups.includes(service.group))
    .map(({ no }) => no);
}

type Item = CatalogIndex['services'][number];

function isSkilled(board: Board, technicianNo: string, item: Pick<Item, 'skill'> | undefined): boolean {
  const technician = board.technicians.get(technicianNo);
  return technician !== undefined && (!item || technician.skills.includes(item.skill));
}

function mayServe(board: Board, item: Item, gender?: 'F' | 'M', except: ReadonlySet<string> = new Set()) {
  return ({ technicianNo, available }: Board['queues'][number]['places'][number]) =>
    available &&
    !except.has(technicianNo) &&
    isSkilled(board, technicianNo, item) &&
    (gender === undefined || board.technicians.get(technicianNo)?.gender === gender);
}

/** One line of a form that orders: the item, and what stands in its field “technician”. */
export interface OrderLine {
  serviceCode: string;
  technician: string;
}

/**
 * Whom the rotation would call for each line where a form is sent now: the first of the line's technicians whom nobody
 * named by number; null where there is none. One line after another, as the store serves the orders.
 */
export function nextsFor(board: Board, catalog: CatalogIndex, lines: readonly OrderLine[]): (string | null)[] {
  const choices = lines.map(({ technician }) => choicesIn(technician));
  const taken = new Set(choices.flat().flatMap((choice) => ('technicianNo' in choice ? choice.technicianNo : [])));
  return lines.map(({ serviceCode }, at) => {
    const service = catalog.serviceByCode.get(serviceCode);
    if (!service) return null;
    let named: string | null = null;
    for (let index = 0; index < techniciansFor(service); index += 1) {
      const choice = choices[at]?.[index] ?? { kind: 'rotation' as const };
      if (choice.kind !== 'rotation') continue;
      const turn = firstTurn(
        board.queues,
        { ...service, gender: choice.gender },
        mayServe(board, service, choice.gender, taken),
      );
      if (!turn) continue;
      named ??= turn.place.technicianNo;
      taken.add(turn.place.technicianNo);
    }
    return named;
  });
}
