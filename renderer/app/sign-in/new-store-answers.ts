import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PresetName } from '../../../core/model/site/presets.ts';
import {
  type AnswerField,
  type AnswerProblem,
  answersByDefault,
  mostRooms,
  mostTechnicians,
  type NewStoreAnswers,
  newSite,
  rangeKindsOf,
} from '../../../core/rules/site/new-site.ts';
import { readRanges } from '../../../core/rules/site/number-ranges.ts';
import { languageOf } from '../../client/i18n.ts';

/** In the order they are asked. */
const fields: readonly AnswerField[] = [
  ...(['name', 'rooms', 'roomKind', 'beds', 'technicians', 'managerName', 'managerNo'] as const),
  ...(['printer', 'businessDayStartsAt', 'currency', 'timeZone'] as const),
];

export interface AskedStore {
  /** What would be made now: what was typed, and what holds where nothing was. */
  answers: NewStoreAnswers;
  /** What is wrong, as far as it is to be told already. */
  problemOf(field: AnswerField): AnswerProblem | null;
  type(field: AnswerField, text: string): void;
  choose(kind: PresetName): void;
  /** Somebody went on from a field: from now on it says what is wrong with it. */
  leave(field: AnswerField): void;
  /** The first field that is wrong, all of which say so from now on; null: the store can be made. */
  look(): AnswerField | null;
  /** What the store itself found wrong. */
  refused(problems: readonly AnswerProblem[]): void;
  /** How many rooms and technicians were understood. */
  counts: { rooms: number; technicians: number };
}

/** The answers of the page on which a new store is described, checked by the rule that makes it. */
export function useNewStore(): AskedStore {
  const { i18n } = useTranslation();
  const language = languageOf(i18n.language);
  const [kind, setKind] = useState<PresetName>('foot-bath');
  const [typed, setTyped] = useState<Partial<Record<AnswerField, string>>>({});
  const [told, setTold] = useState<ReadonlySet<AnswerField>>(new Set());
  const [found, setFound] = useState<readonly AnswerProblem[]>([]);

  const answers: NewStoreAnswers = { ...answersByDefault(kind, language), timeZone: zoneHere(), ...typed };
  const made = newSite(answers, Date.now());
  const problems = made.ok ? found : made.problems;
  const count = (text: string, most: number, ofPeople: boolean) => {
    const read = readRanges(text, most, ofPeople, ofPeople ? [] : rangeKindsOf(kind));
    return read.ok ? read.numbers.length : 0;
  };
  return {
    answers,
    problemOf: (field) => (told.has(field) ? (problems.find((one) => one.field === field) ?? null) : null),
    type: (field, text) => {
      setTyped((before) => ({ ...before, [field]: text }));
      setFound([]);
    },
    choose: (chosen) => {
      setKind(chosen);
      // Another kind of store has other kinds of rooms.
      setTyped(({ roomKind: _kind, beds: _beds, ...others }) => others);
    },
    leave: (field) => setTold((before) => (before.has(field) ? before : new Set([...before, field]))),
    look: () => {
      setTold(new Set(fields));
      return fields.find((field) => problems.some((one) => one.field === field)) ?? null;
    },
    refused: (list) => {
      setTold(new Set(fields));
      setFound(list);
    },
    counts: {
      rooms: count(answers.rooms, mostRooms, false),
      technicians: count(answers.technicians, mostTechnicians, true),
    },
  };
}

/** This computer's time zone; one that was never set (UTC) says nothing of where the store is. */
function zoneHere(): string {
  const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  return zone === 'UTC' || zone.startsWith('Etc/') ? 'Asia/Shanghai' : zone;
}
