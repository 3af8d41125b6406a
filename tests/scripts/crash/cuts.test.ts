import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { runCuts } from '../../../scripts/crash/cuts.ts';
import { Disk } from '../../../scripts/crash/disk.ts';
import { Chance } from '../../../scripts/day/chance.ts';
import { temporaryDirectory } from '../../db/files.ts';
import { howMany } from '../../support/how-many.ts';

const cuts = howMany({ usual: 50, nightly: 500 });
const commands = howMany({ usual: 8, nightly: 40 });
const longMs = 3_600_000;

describe('a power cut', () => {
  it(
    `at ${cuts} places of a store's work loses nothing that was answered, and the store opens and records`,
    async () => {
      const summary = await runCuts({ cuts, seed: howMany({ usual: 5, nightly: 13 }), commands });
      const { lost, doubled, answeredOtherwise, stopped, notOpened, notWhole, proofProblems } = summary;
      expect({ lost, doubled, answeredOtherwise, stopped, notOpened, notWhole, proofProblems }).toEqual({
        ...{ lost: [], doubled: [], answeredOtherwise: [], stopped: [] },
        ...{ notOpened: [], notWhole: [], proofProblems: [] },
      });
      expect(summary.ok).toBe(true);
      expect(summary.acknowledged).toBeGreaterThan(cuts);
      expect(summary.recorded.syncs).toBeGreaterThan(100);
    },
    longMs,
  );

  it(
    'on a disk that does not sync when it is told to loses what was answered, and that is told',
    async () => {
      // Where the power goes off is drawn anew from what the store wrote this time: a dozen may miss one kind.
      const seen = { lost: 0, notWhole: 0, notAtWork: 0 };
      for (let seed = 3; seed < 7 && Object.values(seen).includes(0); seed += 1) {
        const summary = await runCuts({ cuts: 12, seed, commands: 4, isSyncHeard: false });
        expect(summary.ok).toBe(false);
        seen.lost += summary.lost.length;
        seen.notWhole += summary.notWhole.length;
        seen.notAtWork += summary.stopped.length + summary.notOpened.length;
      }
      expect(Object.entries(seen).filter(([, count]) => count === 0)).toEqual([]);
    },
    longMs,
  );
});

describe('what a cut leaves', () => {
  const done = (at: number) => ({ begun: at, done: at });

  const old = 'a'.repeat(2_000);
  const next = 'b'.repeat(2_000);

  /** Everything that may be found of a file, over many cuts. */
  function foundOf(fill: (disk: Disk, root: string) => void, name: string): Set<string> {
    const root = path.join(temporaryDirectory(), 'disk');
    mkdirSync(root);
    writeFileSync(path.join(root, 'old'), old);
    const disk = new Disk(root);
    fill(disk, root);
    const chance = new Chance(1);
    const found = new Set<string>();
    for (let cut = 0; cut < 80; cut += 1) {
      disk.leave(chance);
      found.add(readdirSync(root).includes(name) ? readFileSync(path.join(root, name), 'latin1') : 'none');
    }
    return found;
  }

  it('is what was written and synced, whatever comes after', () => {
    const found = foundOf((disk, root) => {
      const file = path.join(root, 'old');
      disk.take({ kind: 'write', path: file, at: 0, bytes: Buffer.from(next), ...done(1) });
      disk.take({ kind: 'sync', path: file, ...done(2) });
    }, 'old');
    expect([...found]).toEqual([next]);
  });

  it('is old, new or torn where it was not synced, or written while a sync was under way', () => {
    for (const sync of [[], [{ kind: 'sync' as const, begun: 1, done: 3 }]]) {
      const found = foundOf((disk, root) => {
        const file = path.join(root, 'old');
        disk.take({ kind: 'write', path: file, at: 0, bytes: Buffer.from(next), ...done(2) });
        for (const one of sync) disk.take({ ...one, path: file });
      }, 'old');
      expect(found).toContain(old);
      expect(found).toContain(next);
      expect([...found].some((text) => text !== old && text !== next)).toBe(true);
    }
  });

  it('is a file without a name where only the file was synced, and one with it where its folder was too', () => {
    const fill = (isFolderSynced: boolean) => (disk: Disk, root: string) => {
      const file = path.join(root, 'new');
      disk.take({ kind: 'open', path: file, creates: true, empties: true, appends: false, ...done(1) });
      disk.take({ kind: 'write', path: file, at: null, bytes: Buffer.from('cc'), ...done(2) });
      disk.take({ kind: 'sync', path: file, ...done(3) });
      if (isFolderSynced) disk.take({ kind: 'sync', path: root, ...done(4) });
    };
    expect([...foundOf(fill(false), 'new')].sort()).toEqual(['cc', 'none']);
    expect([...foundOf(fill(true), 'new')]).toEqual(['cc']);
  });

  it('is the old or the new file under a name that was replaced, never none', () => {
    const found = foundOf((disk, root) => {
      const file = path.join(root, 'next');
      disk.take({ kind: 'open', path: file, creates: true, empties: true, appends: false, ...done(1) });
      disk.take({ kind: 'write', path: file, at: null, bytes: Buffer.from('cc'), ...done(2) });
      disk.take({ kind: 'sync', path: file, ...done(3) });
      disk.take({ kind: 'rename', path: file, to: path.join(root, 'old'), ...done(4) });
    }, 'old');
    expect([...found].sort()).toEqual([old, 'cc']);
  });
});
