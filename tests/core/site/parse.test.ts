import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Site } from '../../../core/model/site/schema.ts';
import { type ParsedSite, parseSite } from '../../../core/rules/site/parse.ts';
import { problemLine } from '../../../core/rules/site/problem-words.ts';

const text = readFileSync(new URL('../../fixtures/site/jiangwan.json', import.meta.url), 'utf8');

type Path = (string | number)[];

/** Every place of a JSON value: members, elements, and what is inside them. */
function* pathsOf(value: unknown, path: Path = []): Generator<Path> {
  if (path.length > 0) yield path;
  if (typeof value !== 'object' || value === null) return;
  const keys = Array.isArray(value) ? value.keys() : Object.keys(value);
  for (const key of keys) yield* pathsOf((value as Record<string | number, unknown>)[key], [...path, key]);
}

/** The example file with PINs, so that there are secrets of both kinds. */
function site(): Site {
  const example = JSON.parse(text) as Site;
  example.staff.forEach((staff, index) => {
    staff.pin = String(73_501_900 + index);
  });
  return example;
}
const secrets = site()
  .staff.map((staff) => staff.pin ?? '')
  .concat(site().buses.flatMap((bus) => bus.terminals.map((terminal) => terminal.scbk ?? '')))
  .filter((secret) => secret !== '');
const anySecret = new RegExp(secrets.map((secret) => secret.slice(0, 6)).join('|'));
const paths = [...pathsOf(site())];

/** The file with one place changed; `remove` leaves it out. */
function changed(path: Path, value: unknown): string {
  const copy: unknown = site();
  let at = copy as Record<string | number, unknown>;
  for (const key of path.slice(0, -1)) at = at[key] as Record<string | number, unknown>;
  const last = path.at(-1) ?? '';
  if (value !== undefined) at[last] = value;
  else if (Array.isArray(at)) at.splice(Number(last), 1);
  else delete at[last];
  return JSON.stringify(copy);
}

/** The problems of a file, each whole, short and without a secret. */
function problemsOf(parsed: ParsedSite) {
  if (parsed.ok) return [];
  const { problems } = parsed;
  expect(problems.length).toBeGreaterThan(0);
  expect(problems.length).toBeLessThanOrEqual(50);
  for (const problem of problems) {
    expect(problem.allowed).not.toBe('');
    expect(problem.value).not.toBe('');
    expect(problem.value.length).toBeLessThanOrEqual(80);
    expect(`${problemLine(problem, 'zh-CN')} ${problemLine(problem, 'en')}`).not.toMatch(anySecret);
  }
  return problems;
}

const problemsAt = (path: Path, value: unknown) => problemsOf(parseSite(changed(path, value)));
const first = (path: Path, value: unknown) => {
  const [problem] = problemsAt(path, value);
  return problem && [problem.path, problem.value, problem.allowed];
};

describe('a site file', () => {
  it('is good as it stands', () => {
    expect(problemsOf(parseSite(text))).toEqual([]);
    expect(problemsOf(parseSite(JSON.stringify(site())))).toEqual([]);
  });

  it('with any place changed or left out is good, or says where, what and what may stand there', () => {
    const value = fc.oneof(
      fc.constant(undefined),
      fc.jsonValue(),
      fc.constantFrom(null, '', 0, -1, 1.5, 1e21, [], {}, true, '201', 'foot', ['x'], { pin: secrets[0] }),
    );
    let bad = 0;
    fc.assert(
      fc.property(fc.constantFrom(...paths), value, (path, other) => {
        const problems = problemsAt(path, other);
        if (problems.length > 0) bad += 1;
      }),
      { numRuns: 400, seed: 20_261_121 },
    );
    expect(bad).toBeGreaterThan(200);
  });

  it('with two places exchanged never shows a secret', () => {
    // A secret by itself, where anything else is expected, looks like any other value.
    const place = fc.constantFrom(
      ...paths.filter(
        (path) => ['staff', 'buses'].includes(String(path[0])) && !['pin', 'scbk'].includes(String(path.at(-1))),
      ),
    );
    const valueAt = (path: Path) =>
      path.reduce<unknown>((value, key) => (value as Record<string | number, unknown>)[key], site());
    fc.assert(
      fc.property(fc.constantFrom(...paths), place, (to, from) => {
        problemsAt(to, valueAt(from));
      }),
      { numRuns: 200, seed: 20_261_121 },
    );
  });
});

describe('any text', () => {
  it('is read or refused, never thrown at', () => {
    const any = fc.oneof(fc.string(), fc.json());
    fc.assert(
      fc.property(any, (text) => problemsOf(parseSite(text)).length > 0),
      { seed: 20_261_121 },
    );
  });

  it('that breaks off or is spoilt somewhere names the place and repeats no secret', () => {
    const json = JSON.stringify(site());
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: json.length - 2 }),
        fc.constantFrom('', '}', '"', 'x', '\u0000', ',,'),
        (at, spoilt) => {
          const [problem] = problemsOf(parseSite(json.slice(0, at) + spoilt));
          expect(problem?.code).toBe('json');
        },
      ),
      { numRuns: 200, seed: 20_261_121 },
    );
    for (const secret of secrets.slice(0, 20)) {
      const at = json.indexOf(secret);
      const [problem] = problemsOf(parseSite(`${json.slice(0, at + 8)}"x${json.slice(at + 9)}`));
      expect(problem?.code).toBe('json');
    }
  });

  it('nested as deep as a file can be is refused', () => {
    const depth = 400_000;
    const deep = `${'['.repeat(depth)}${']'.repeat(depth)}`;
    for (const json of [deep, `{"format":${deep}}`, JSON.stringify(site()).replace('"rooms":[', `"rooms":[${deep},`)]) {
      expect(problemsOf(parseSite(json))).not.toEqual([]);
    }
  });

  it('cannot reach behind the objects', () => {
    const json = JSON.stringify(site()).replace('"format"', '"__proto__":{"x":1},"constructor":1,"format"');
    const places = problemsOf(parseSite(json)).map((problem) => problem.path);
    expect(places).toContain('constructor');
    expect(({} as Record<string, unknown>).x).toBeUndefined();
  });
});

describe('what is said', () => {
  it('names the place, what stands there and what may', () => {
    expect(first(['rooms', 3, 'beds'], 0)).toEqual(['rooms[3].beds', '0', 'Too small: expected number to be >=1']);
    expect(first(['rooms', 3, 'beds'], undefined)).toEqual([
      'rooms[3].beds',
      'missing',
      'expected number, received undefined',
    ]);
    expect(first(['store', 'timeZone'], 'Mars/Olympus')).toEqual([
      'store.timeZone',
      '"Mars/Olympus"',
      'IANA time zone',
    ]);
    expect(first(['technicians', 0, 'gender'], 'X')).toEqual(['technicians[0].gender', '"X"', 'one of "F", "M"']);
    expect(first(['rooms', 0, 'colour'], 'red')).toEqual(['rooms[0].colour', '"red"', 'no such field']);
    expect(first(['buses', 0, 'transport'], { type: 'pigeon' })?.[2]).toBe('a known "type"');
  });

  it('hides a secret wherever it stands', () => {
    const [pin] = secrets;
    expect(first(['staff', 0, 'pin'], '12')).toEqual(['staff[0].pin', '(secret)', '4 to 8 digits']);
    expect(first(['staff', 0, 'PIN'], pin)?.[1]).toBe('(secret)');
    expect(first(['staff'], { pin })?.[1]).toBe('{"pin":"(secret)"}');
    const cook = { no: 'W1', name: 'x', role: 'cook', card: '01020304', pin };
    expect(first(['staff'], [cook])).toEqual([
      'staff',
      '[{"no":"W1","name":"x","role":"cook","card":"(secret)","pin":"(secret)"}]',
      'at least one manager',
    ]);
    expect(first(['buses', 0, 'terminals', 0], { address: 1, scbk: secrets.at(-1) })).toEqual([
      'buses[0].terminals[0]',
      '{"address":1,"scbk":"(secret)"}',
      'either a room or a place',
    ]);
  });

  it.each([
    [['technicians', 1, 'no'], '1', 'technicians[1].no', 'each only once'],
    [['technicians', 0, 'groups'], ['nails'], 'technicians[0].groups[0]', 'a group of this file'],
    [['technicians', 0, 'groups'], ['foot', 'foot'], 'technicians[0].groups[1]', 'each only once'],
    [['services', 0, 'group'], 'nails', 'services[0].group', 'a group of this file'],
    [['services', 0, 'minimumMinutes'], 61, 'services[0].minimumMinutes', 'at most minutes'],
    [['tenders', 0, 'currency'], 'EUR', 'tenders[0].currency', 'the store currency or one with a rate'],
    [['currencies', 1], { code: 'HKD', rate: '1' }, 'currencies[1].code', 'each only once'],
    [['buses', 0, 'terminals', 0, 'room'], '999', 'buses[0].terminals[0].room', 'a room of this file'],
    [['buses', 0, 'terminals', 1, 'address'], 1, 'buses[0].terminals[1].address', 'each address once on a bus'],
    [['wristbands', 0, 'card'], '04BD066548BBCD', 'technicians[0].card', 'each card with one holder only'],
  ] as const)('two parts that do not fit: %j', (path, value, place, allowed) => {
    const problems = problemsAt([...path], value);
    expect(problems.map((problem) => [problem.path, problem.allowed])).toContainEqual([place, allowed]);
    expect(problems.every((problem) => problem.code === 'fit')).toBe(true);
  });
});
