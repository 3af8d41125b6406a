import type { TechnicianMarks, TechnicianRecord } from './technician.ts';

/** What decisions look at of technicians. */
export interface TechniciansSlice {
  byNo(technicianNo: string): TechnicianRecord | null;
  /** Null for somebody who is neither held, stopped nor paused. */
  marks(technicianNo: string): TechnicianMarks | null;
  /** Of everybody who has any, by number as text. */
  allMarks(): readonly TechnicianMarks[];
}
