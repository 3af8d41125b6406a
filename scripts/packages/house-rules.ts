import { z } from 'zod';

/** What the house says about packages of others: `docs/packages.json` and `docs/known-faults.json`. */

const date = z.iso.date();
const words = z.string().trim().min(1);

const houseRules = z.strictObject({
  programs: z.record(
    z.string(),
    z.strictObject({
      /** The program's place in the lock file: `''`, or the folder of its workspace. */
      root: z.string(),
      /** How many packages of others it may need in production, the number that holds last; each with its reason. */
      atMost: z.array(z.strictObject({ packages: z.int().positive(), date, why: words })).min(1),
    }),
  ),
  /** Packages that bring a script which npm would run while installing, and why they do without it. */
  installScripts: z.record(z.string(), words),
});
export type HouseRules = z.infer<typeof houseRules>;

const fault = z.strictObject({
  package: words,
  /** Which versions have it, as npm writes ranges. */
  range: words,
  /** Of the advisory: `GHSA-…`. */
  id: words,
  /** What it is called elsewhere: `CVE-…`. */
  also: words.optional(),
  title: words,
  /** What was decided: not installed, or installed for a reason. `null`: nobody has answered yet. */
  answer: z.strictObject({ installed: z.boolean(), why: words }).nullable(),
  /** When it was written down, or answered. */
  date,
});
export type KnownFault = z.infer<typeof fault>;

const knownFaults = z.strictObject({ faults: z.array(fault) });

/** Throws ZodError or SyntaxError for what is no such file. */
export function readHouseRules(text: string): HouseRules {
  return houseRules.parse(JSON.parse(text));
}

/** Throws ZodError or SyntaxError for what is no such file. */
export function readKnownFaults(text: string): KnownFault[] {
  return knownFaults.parse(JSON.parse(text)).faults;
}
