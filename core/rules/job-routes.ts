import { minuteMs } from '../kernel/time.ts';
import type { JobPayload, JobSpec, PrintRole } from '../model/jobs.ts';
import { settingDefaults } from '../model/site/defaults.ts';
import type { SpokenKind } from '../model/site/schema.ts';
import type { SiteIndex } from '../model/site/site-index.ts';

/** Which devices a job goes to, and how long it is worth doing. */

export const announceForMs = 10 * minuteMs;
export const reminderForMs = 5 * minuteMs;
export const billForMs = 30 * minuteMs;
/** An order slip older than this is not printed but listed. */
export function slipMs({ site }: SiteIndex): number {
  return (site.store.slipMinutes ?? settingDefaults.store.slipMinutes) * minuteMs;
}

/** The same slip on every printer that is set to print such, in the order of the site file. `expiresAt`: UTC ms. */
export function printOn({ site }: SiteIndex, role: PrintRole, payload: JobPayload, expiresAt: number): JobSpec[] {
  return site.printers
    .filter((printer) => printer.prints.includes(role))
    .map(({ id }) => ({ device: `printer/${id}`, priority: 1, payload, expiresAt }));
}

/** The places where something about a room is spoken: each says it once. A site without places has one voice. */
export function voicesFor(index: SiteIndex, kind: SpokenKind, roomNo: string): string[] {
  const { places } = index.site.voice;
  if (!places) return ['voice'];
  const floor = index.rooms.get(roomNo)?.floor;
  return places
    .filter(({ says, floors }) => says?.includes(kind) !== false && (floors?.includes(floor ?? '') ?? true))
    .map(({ id }) => `voice/${id}`);
}
