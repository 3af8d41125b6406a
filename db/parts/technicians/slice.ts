import type { TechniciansSlice } from '../../../core/model/technicians/slice.ts';
import type { TechnicianMarks, TechnicianRecord } from '../../../core/model/technicians/technician.ts';
import type { ReadHandle } from '../../engine/connection.ts';
import { Kept } from '../../engine/kept.ts';
import { allMarks, allTechnicians } from './queries.ts';

export class StoredTechnicians implements TechniciansSlice {
  readonly #technicians: Kept<ReadonlyMap<string, TechnicianRecord>>;
  readonly #marks: Kept<readonly TechnicianMarks[]>;
  readonly #marksOf: Kept<ReadonlyMap<string, TechnicianMarks>>;

  constructor(read: ReadHandle) {
    this.#technicians = new Kept(read, ['technicians'], () => byNo(allTechnicians(read), ({ no }) => no));
    this.#marks = new Kept(read, ['technician_marks'], () => allMarks(read));
    this.#marksOf = new Kept(read, ['technician_marks'], () => byNo(this.#marks.value, (one) => one.technicianNo));
  }

  byNo(technicianNo: string) {
    return this.#technicians.value.get(technicianNo) ?? null;
  }

  marks(technicianNo: string) {
    return this.#marksOf.value.get(technicianNo) ?? null;
  }

  allMarks() {
    return this.#marks.value;
  }
}

function byNo<T>(all: readonly T[], noOf: (one: T) => string): ReadonlyMap<string, T> {
  return new Map(all.map((one) => [noOf(one), one]));
}
