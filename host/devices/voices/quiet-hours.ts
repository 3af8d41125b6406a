import { formatTime } from '../../../core/kernel/time.ts';
import type { Site } from '../../../core/model/site/schema.ts';

/** Whether nothing is to be spoken at an instant (UTC ms), on the store's wall clock; hours may pass midnight. */
export function isQuiet(site: Site, at: number): boolean {
  const time = formatTime(at, site.store.timeZone);
  return (site.voice.quietHours ?? []).some(({ from, to }) =>
    from < to ? from <= time && time < to : time >= from || time < to,
  );
}
