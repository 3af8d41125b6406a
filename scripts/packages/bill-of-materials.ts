import { z } from 'zod';
import { askedForAt, isForeign, type LockFile, nameOf, productionOf } from './lock-file.ts';

const component = z.looseObject({ 'bom-ref': z.string(), name: z.string(), version: z.string() });
/** What of CycloneDX 1.5 is looked at here; the rest goes through as npm wrote it. */
const bill = z.looseObject({
  bomFormat: z.literal('CycloneDX'),
  specVersion: z.string(),
  metadata: z.looseObject({ component }),
  components: z.array(component),
  dependencies: z.array(z.looseObject({ ref: z.string(), dependsOn: z.array(z.string()).default([]) })),
});

/**
 * The bill of materials of one program, from the one npm makes of everything in the lock file: what the program needs in
 * production, on every platform. npm's own `--omit dev` leaves out what is needed in production and for development.
 * @param everything the answer of `npm sbom --package-lock-only --sbom-format cyclonedx`
 * @param root the program's place in the lock file
 * @throws ZodError or SyntaxError for what is no such answer, Error where it lacks a package
 */
export function billOfProgram(everything: string, lock: LockFile, program: string, root: string) {
  const all = bill.parse(JSON.parse(everything));
  const own = lock.packages[root] ?? {};
  const refOf = (place: string) => {
    const entry = lock.packages[place] ?? {};
    return `${nameOf(place, entry)}@${entry.version ?? ''}`;
  };
  const needed = new Set(productionOf(lock, root).map(refOf));
  const components = all.components.filter((one) => needed.has(one['bom-ref']));
  const there = new Set(components.map((one) => one['bom-ref']));
  const lacking = [...needed].filter((ref) => !there.has(ref));
  if (lacking.length > 0) throw new Error(`npm sbom does not name ${lacking.join(', ')}`);

  const described = all.metadata.component;
  const rootRef = described['bom-ref'];
  const direct = askedForAt(lock.packages, root)
    .filter((place) => isForeign(place, lock.packages[place] ?? {}))
    .map(refOf);
  const dependencies = all.dependencies
    .filter(({ ref }) => there.has(ref))
    .map((one) => ({ ...one, dependsOn: one.dependsOn.filter((ref) => there.has(ref)) }));
  return {
    ...all,
    // npm names the project by the folder it lies in.
    metadata: { ...all.metadata, component: { ...described, name: `${own.name ?? 'clockroom'}-${program}` } },
    components,
    dependencies: [{ ref: rootRef, dependsOn: direct }, ...dependencies],
  };
}
