import { statfsSync } from 'node:fs';
import os from 'node:os';
import { dayMs } from '../../core/kernel/time.ts';
import { megabyte } from '../contract/sizes.ts';
import type { HealthFinding } from '../parts/health/views.ts';
import type { HealthGiven, PartHealth } from './given.ts';

/** Below the first, copies of the night may find no room; below the second, rows may not. */
const lowDiskMb = 2_000;
const fullDiskMb = 300;
const lowMemoryMb = 200;
/** A store of a large shop stays far below. */
const muchMemoryMb = 1_500;
const endsSoonDays = 30;

/** The computer the store runs at. */
export function machineHealth({ dataDir, network, now }: HealthGiven): PartHealth {
  const found: HealthFinding[] = [];
  const { bavail, bsize } = statfsSync(dataDir);
  const diskMb = Math.floor((bavail * bsize) / megabyte);
  const freeMb = Math.floor(os.freemem() / megabyte);
  const usedMb = Math.ceil(process.memoryUsage().rss / megabyte);
  const facts = { diskMb, freeMb, usedMb };
  if (diskMb < lowDiskMb) found.push({ code: 'DISK_LOW', tone: diskMb < fullDiskMb ? 'wrong' : 'soon', facts });
  if (freeMb < lowMemoryMb) found.push({ code: 'MEMORY_LOW', tone: 'soon', facts });
  if (usedMb > muchMemoryMb) found.push({ code: 'MEMORY_USED', tone: 'soon', facts });
  const endsAt = network?.certificateEndsAt ?? null;
  if (endsAt !== null && endsAt - now < endsSoonDays * dayMs) {
    const days = Math.max(0, Math.floor((endsAt - now) / dayMs));
    found.push({ code: 'CERTIFICATE_ENDS', tone: days === 0 ? 'wrong' : 'soon', facts: { days } });
  }
  return { found, facts };
}
