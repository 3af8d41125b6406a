import type { ReservationBrief } from '../../../host/parts/reservations/views.ts';
import type { RoomView } from '../../../host/parts/rooms/views.ts';
import type { TechnicianView } from '../../../host/parts/technicians/views.ts';

import type { CatalogIndex } from '../../client/catalog-index.ts';

/** What a line in the box on top can ask to be done. */
export const verbs = [
  'extend',
  'end',
  'call',
  'clean',
  'pay',
  'goods',
  'open',
  'after',
  'convert',
  'change',
  'arrive',
  'refuse',
  'late',
] as const;
export type Verb = (typeof verbs)[number];

/** What a line is read with. */
export interface LineContext {
  rooms: ReadonlyMap<string, RoomView>;
  technicians: ReadonlyMap<string, TechnicianView>;
  catalog: CatalogIndex;
  /** Still to come, by time. */
  reservations: readonly ReservationBrief[];
  /** The words of each verb in every language, lower case; those of the language in use first. */
  words: Readonly<Record<Verb, readonly string[]>>;
  /** Whether a typed word finds a name (part of it, or its pinyin initials). */
  finds: (typed: string, code: string, names: readonly string[]) => boolean;
}
