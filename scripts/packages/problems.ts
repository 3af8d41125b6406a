import { satisfies } from 'semver';
import type { HouseRules, KnownFault } from './house-rules.ts';
import { isForeign, type LockFile, nameOf, productionOf } from './lock-file.ts';

/** What lies in `node_modules`, as far as it matters here. */
export interface InstalledPackage {
  /** As in the lock file: `node_modules/ws`. */
  place: string;
  /** npm would run something of it while installing. */
  hasInstallScript: boolean;
}

export interface PackageFacts {
  lock: LockFile;
  rules: HouseRules;
  faults: readonly KnownFault[];
  /** `allowScripts` of `package.json`: what npm from 11.16 on is told of install scripts. */
  allowScripts: Readonly<Record<string, boolean>>;
  /** The text of `.npmrc`. */
  npmrc: string;
  installed: readonly InstalledPackage[];
}

export type PackageProblemCode =
  | 'FAULT_IS_BACK'
  | 'FAULT_UNANSWERED'
  | 'INSTALL_SCRIPT_ALLOWED'
  | 'INSTALL_SCRIPT_NOT_LISTED'
  | 'INSTALL_SCRIPTS_RUN'
  | 'LIST_OUTDATED'
  | 'PACKAGE_WITHOUT_HASH'
  | 'PROGRAM_UNKNOWN'
  | 'TOO_MANY_PACKAGES';

export interface PackageProblem {
  code: PackageProblemCode;
  message: string;
}

/** All that is wrong with the packages of others; nothing when all is well. */
export function packageProblems(facts: PackageFacts): PackageProblem[] {
  return [...hashProblems(facts), ...scriptProblems(facts), ...countProblems(facts), ...faultProblems(facts)];
}

function foreignOf({ packages }: LockFile): { place: string; name: string; version: string }[] {
  return Object.entries(packages)
    .filter(([place, entry]) => isForeign(place, entry))
    .map(([place, entry]) => ({ place, name: nameOf(place, entry), version: entry.version ?? '' }));
}

function hashProblems({ lock }: PackageFacts): PackageProblem[] {
  return foreignOf(lock)
    .filter(({ place }) => !/^sha512-/.test(lock.packages[place]?.integrity ?? ''))
    .map(({ place }) => ({
      code: 'PACKAGE_WITHOUT_HASH',
      message: `${place}: package-lock.json has no sha512 hash of it; take the entry out and run npm install --package-lock-only`,
    }));
}

function scriptProblems({ lock, rules, allowScripts, npmrc, installed }: PackageFacts): PackageProblem[] {
  const listed = new Set(Object.keys(rules.installScripts));
  const inLock = foreignOf(lock).filter(({ place }) => lock.packages[place]?.hasInstallScript);
  const onDisk = installed.flatMap(({ place, hasInstallScript }) => {
    const entry = lock.packages[place];
    return hasInstallScript && entry ? [{ place, name: nameOf(place, entry) }] : [];
  });
  const withScript = new Set([...inLock, ...onDisk].map(({ name }) => name));
  const problems: PackageProblem[] = [];
  for (const name of [...withScript].filter((one) => !listed.has(one))) {
    problems.push({
      code: 'INSTALL_SCRIPT_NOT_LISTED',
      message: `${name} brings an install script; installScripts in docs/packages.json does not say why it does without`,
    });
  }
  for (const name of [...listed].filter((one) => !withScript.has(one))) {
    problems.push({
      code: 'LIST_OUTDATED',
      message: `${name} in docs/packages.json brings no install script any more`,
    });
  }
  for (const name of [...listed].filter((one) => allowScripts[one] !== false)) {
    problems.push({
      code: 'INSTALL_SCRIPT_ALLOWED',
      message: `allowScripts in package.json has to say "${name}": false`,
    });
  }
  for (const name of Object.keys(allowScripts).filter((one) => !listed.has(one))) {
    problems.push({
      code: 'LIST_OUTDATED',
      message: `allowScripts in package.json names ${name}, docs/packages.json not`,
    });
  }
  if (!/^ignore-scripts=true$/m.test(npmrc)) {
    problems.push({
      code: 'INSTALL_SCRIPTS_RUN',
      message: '.npmrc has to say ignore-scripts=true: npm 10 runs them all',
    });
  }
  return problems;
}

/** How many packages of others each program needs, and how many it may. */
export function counts({ lock, rules }: Pick<PackageFacts, 'lock' | 'rules'>) {
  return Object.entries(rules.programs).map(([program, { root, atMost }]) => ({
    program,
    root,
    packages: productionOf(lock, root).length,
    atMost: atMost.at(-1)?.packages ?? 0,
  }));
}

function countProblems(facts: PackageFacts): PackageProblem[] {
  return counts(facts).flatMap(({ program, root, packages, atMost }): PackageProblem[] => {
    if (!facts.lock.packages[root]) {
      return [{ code: 'PROGRAM_UNKNOWN', message: `${program}: package-lock.json has no ${JSON.stringify(root)}` }];
    }
    if (packages <= atMost) return [];
    const message = `${program} needs ${packages} packages, ${atMost} at most; more takes a row with a reason in docs/packages.json`;
    return [{ code: 'TOO_MANY_PACKAGES', message }];
  });
}

/** A known fault that a package of the lock file has, and where. */
export interface FaultHit {
  fault: KnownFault;
  where: string;
}

/** Which known faults the packages of the lock file have, also those of development. */
export function faultsIn(lock: LockFile, faults: readonly KnownFault[]): FaultHit[] {
  const foreign = foreignOf(lock);
  return faults.flatMap((fault) =>
    foreign
      .filter(({ name, version }) => name === fault.package && isInRange(version, fault.range))
      .map(({ place, version }) => ({ fault, where: `${place} ${version}` })),
  );
}

function isInRange(version: string, range: string): boolean {
  return satisfies(version, range, { includePrerelease: true, loose: true });
}

function faultProblems({ lock, faults }: PackageFacts): PackageProblem[] {
  return faultsIn(lock, faults).flatMap(({ fault, where }): PackageProblem[] => {
    if (fault.answer?.installed) return [];
    const known = `${where}: ${fault.id}, ${fault.title}`;
    if (!fault.answer) return [{ code: 'FAULT_UNANSWERED', message: `${known}; docs/known-faults.json has no answer` }];
    return [{ code: 'FAULT_IS_BACK', message: `${known}; the answer was not to install it (${fault.answer.why})` }];
  });
}
