import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { normalAmount, normalCode, normalPhone, normalPin, normalText } from '../../core/kernel/typed.ts';
import { commandSchemas } from '../../core/model/commands.ts';

const kinds = { normalCode, normalText, normalPhone, normalPin, normalAmount };

/** What comes out of keyboards, pages and scripts, and what nobody types. */
const typed = fc.string({
  maxLength: 12,
  unit: fc.oneof(
    fc.constantFrom(...'2０Ａz，。（）、—-+＋ \u3000\t\n\r'),
    fc.constantFrom(
      '\u200b',
      '\u200d',
      '\ufeff',
      '\u202e',
      '\u00ad',
      '\ufe0f',
      '\u{e0100}',
      '\u3164',
      '\uffa0',
      '\u0000',
    ),
    fc.constantFrom('\u0301', 'e', '①', 'ﾊ', 'ﾞ', '\ud83d', '\ude00', '\u2028', '\u0085', '王', '😀', '👨\u200d👩'),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
  ),
});

describe.each(Object.entries(kinds))('%s', (_name, normal) => {
  it('changes nothing that is normal already', () => {
    fc.assert(
      fc.property(typed, (text) => void expect(normal(normal(text))).toBe(normal(text))),
      { numRuns: 2_000 },
    );
  });

  it('leaves what is written plainly alone', () => {
    const plain = fc.stringMatching(/^[A-Za-z0-9]([A-Za-z0-9._]{0,10}[A-Za-z0-9])?$/);
    fc.assert(fc.property(plain, (text) => void expect(normal(text)).toBe(text)));
  });
});

it('no character on its own needs two rounds', () => {
  const odd: string[] = [];
  for (let point = 0; point <= 0x10ffff; point++) {
    const text = `a${String.fromCodePoint(point)}b`;
    for (const normal of [normalCode, normalText, normalPhone]) {
      const once = normal(text);
      if (normal(once) !== once) odd.push(point.toString(16));
    }
  }
  expect(odd).toEqual([]);
});

describe('what people type', () => {
  it('numbers and codes in any width are the same ones', () => {
    expect(['２０１', ' 201\u3000', '\ufeff201', '2\u200b01', '201\u200e\n'].map(normalCode)).toEqual(
      Array.from({ length: 5 }, () => '201'),
    );
    expect([normalCode('Ｄ０１'), normalCode('ｖｉｐ－３'), normalCode('F-2_a.9')]).toEqual([
      'D01',
      'vip-3',
      'F-2_a.9',
    ]);
  });

  it('free text keeps its punctuation and loses only what nobody sees', () => {
    expect(normalText('　客人说：（２位）房间太冷，要８８号。\u200b ')).toBe('客人说：（2位）房间太冷，要88号。');
    expect(normalText('Ｍｒ． Ｗａｎｇ')).toBe('Mr． Wang');
    expect(normalText('Zoe\u0308')).toBe('Zoë');
    expect(normalText('葛\u{e0100}❤\ufe0f①㈱')).toBe('葛\u{e0100}❤\ufe0f①㈱');
    expect(normalText('first\r\nsecond\tthird\u0007')).toBe('first\nsecond\tthird');
    expect(['\u200b\u2060', '\ufe0f', ' \ufeff\u3000', '\u3164\u2800'].map(normalText)).toEqual(['', '', '', '']);
  });

  it('a phone number is its digits, with a leading + kept', () => {
    const spellings = [
      '138 1234 5678',
      '138-1234-5678',
      '（138）1234—5678',
      '１３８１２３４５６７８',
      '[138] 1234‑5678',
    ];
    expect(spellings.map(normalPhone)).toEqual(spellings.map(() => '13812345678'));
    expect([normalPhone('＋86 (138) 1234'), normalPhone('(+86)1'), normalPhone('call me')]).toEqual([
      '+861381234',
      '+861',
      'callme',
    ]);
  });

  it('a PIN is only brought to one width: what is no digit stays and is refused', () => {
    expect([normalPin('１２３４'), normalPin(' 1234'), normalPin('12\u200b34'), normalPin('①234')]).toEqual([
      '1234',
      ' 1234',
      '12\u200b34',
      '①234',
    ]);
  });
});

interface Def {
  type: string;
  shape?: Record<string, z.ZodType>;
  element?: z.ZodType;
  innerType?: z.ZodType;
  options?: z.ZodType[];
  checks?: { _zod: { def: { check: string } } }[];
  format?: string;
}

/** The strings in a schema that nothing fixes, by path. */
function stringsIn(schema: z.ZodType, path: string): [string, Def][] {
  const def = schema.def as unknown as Def;
  if (def.type === 'string') return def.format === undefined ? [[path, def]] : [];
  const inside: [z.ZodType, string][] = Object.entries(def.shape ?? {}).map(([key, one]) => [one, `${path}.${key}`]);
  for (const one of [def.element, def.innerType, ...(def.options ?? [])]) if (one) inside.push([one, path]);
  return inside.flatMap(([one, to]) => stringsIn(one, to));
}

/** What programs write, and what only a file says: byte for byte. */
const notTyped = [
  /^site\.import\./,
  // What programs call somebody, and what a form gave back as it was shown.
  /^settings\.\w+\.value\.\w+\.id$/,
  /^settings\.\w+\.(despite|read)$/,
  // As devices and the system have it.
  /^settings\.set(Terminals|Readers|Printers)\./,
  /^settings\.setVoice\.value\.voice\.places\.device$/,
  /^swipe\.refuse\.(place|card|code)$/,
  /^card\.replace\.card$/,
  /^staff\.recordRefusal\.code$/,
  // What the store itself says of its file, its stations and its jobs; a station's name is brought into form at its door.
  /^store\.record(Gap|RecoverySheet|Move|MoveTakenBack|Arrival)\./,
  /^staff\.record(SessionEnd\.stationId|Pairing\.|Unpairing\.)/,
  /^job\.resolve\./,
  /^rotation\.\w+\.queueId$/,
  /^commission\.\w+\.(month|aboutMonth)$/,
  /^authorisation\.give\.(act|subject\.kind)$/,
];

it('every string of every command that people may type is brought into its form', () => {
  const raw = Object.entries(commandSchemas)
    .flatMap(([name, schema]) => stringsIn(schema as z.ZodType, name))
    .filter(([, def]) => !(def.checks ?? []).some((check) => check._zod.def.check === 'overwrite'))
    .map(([path]) => path);
  expect(raw.filter((path) => !notTyped.some((one) => one.test(path)))).toEqual([]);
});
