import type { SiteIndex } from '../site/site-index.ts';
import { technicianError } from './errors.ts';
import type { TechniciansSlice } from './slice.ts';
import type { TechnicianRecord } from './technician.ts';

/** Throws TECHNICIAN_UNKNOWN, also for somebody who has left the settings. */
export function technicianOf(
  state: { site: SiteIndex; technicians: TechniciansSlice },
  technicianNo: string,
): TechnicianRecord {
  const technician = state.technicians.byNo(technicianNo);
  if (!technician || !state.site.technicians.has(technicianNo)) {
    throw technicianError('TECHNICIAN_UNKNOWN', { technicianNo });
  }
  return technician;
}
