import { z } from 'zod';
import type { KnownFault } from './house-rules.ts';

const advisory = z.object({
  url: z.string(),
  name: z.string(),
  title: z.string(),
  range: z.string(),
});
const report = z.object({
  auditReportVersion: z.literal(2),
  /** By package; a text is the name of another package that brings the fault along. */
  vulnerabilities: z.record(z.string(), z.object({ via: z.array(z.union([z.string(), z.looseObject({})])) })),
});
export type Advisory = z.infer<typeof advisory>;

/**
 * What an advisory service answered, from the report of `npm audit --json`; undefined where none answered.
 * @throws ZodError for an advisory of an unknown form: one that is not understood is not passed over
 */
export function advisoriesIn(auditReport: string): Advisory[] | undefined {
  let json: unknown;
  try {
    json = JSON.parse(auditReport);
  } catch {
    return undefined;
  }
  const { success, data } = report.safeParse(json);
  if (!success) return undefined;
  return Object.values(data.vulnerabilities)
    .flatMap(({ via }) => via)
    .filter((one) => typeof one !== 'string')
    .map((one) => advisory.parse(one));
}

/** Why no service answered, as far as npm says. */
export function refusalIn(auditReport: string): string {
  const said = /^ {2}"message": (".*"),?$/m.exec(auditReport)?.[1];
  return said === undefined ? 'npm audit gave no report' : String(JSON.parse(said));
}

/**
 * The known faults with what a service knows now: new ones without an answer, known ones with their present range.
 * Those it does not name any more stay, as what was answered once.
 * @param today as `2026-11-30`
 */
export function withAdvisories(
  known: readonly KnownFault[],
  advisories: readonly Advisory[],
  today: string,
): KnownFault[] {
  const faults = new Map(known.map((fault) => [keyOf(fault.package, fault.id), fault]));
  for (const { url, name, title, range } of advisories) {
    const id = url.slice(url.lastIndexOf('/') + 1);
    const key = keyOf(name, id);
    const before = faults.get(key);
    faults.set(key, before ? { ...before, range } : { package: name, range, id, title, answer: null, date: today });
  }
  return [...faults.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, fault]) => fault);
}

function keyOf(name: string, id: string): string {
  return `${name} ${id}`;
}
