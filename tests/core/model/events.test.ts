import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { decode, type EventDefinition, nowSays, ofOlder, says, upcast } from '../../../core/kernel/event.ts';
import { decodeEvent, eventDefinitions, eventTypes, presentEvent } from '../../../core/model/events.ts';
import { codeOf } from '../../host/code-of.ts';
import { anyOf } from '../any-of-schema.ts';

describe('every event', () => {
  it.each(eventTypes)('%s reads as it was written', (type) => {
    const { version, payload, saidOfOlder = [] } = eventDefinitions[type] as EventDefinition;
    fc.assert(
      fc.property(anyOf(payload), (said) => {
        const stored = { type, version, payload: JSON.parse(JSON.stringify(said)) };
        for (const field of saidOfOlder) delete stored.payload[field];
        expect(presentEvent(stored)).toEqual(stored);
        // Decoded again it is the same: what a schema adds or completes, it adds once.
        const decoded = decodeEvent(stored);
        expect(decodeEvent(JSON.parse(JSON.stringify(decoded)))).toEqual(decoded);
        expect(decoded.payload).toMatchObject(stored.payload);
      }),
      { numRuns: 40 },
    );
  });

  it.each(eventTypes)('%s says nothing that is not named', (type) => {
    const { version, payload } = eventDefinitions[type];
    const [said] = fc.sample(anyOf(payload), 1);
    const stored = { type, version, payload: { ...(said as object), somethingElse: 1 } };
    expect(codeOf(() => decodeEvent(stored))).toBe('EVENT_MALFORMED');
  });

  it.each(eventTypes)('%s has a step from every version before the present one', (type) => {
    const { version, upcasts } = eventDefinitions[type];
    expect(Object.keys(upcasts).map(Number)).toEqual(Array.from({ length: version - 1 }, (_, index) => index + 1));
  });
});

it('a field of older rows is refused in a row of today, and comes by the step from before', () => {
  const definitions = {
    'tea.poured': ofOlder(
      nowSays(z.strictObject({ cups: z.int(), rule: z.literal('old').optional() }), (said) => ({
        ...said,
        rule: 'old',
      })),
      'rule',
    ),
  };
  const row = { type: 'tea.poured', version: 2, payload: { cups: 1 } };
  expect(decode(definitions, row)).toEqual({ cups: 1 });
  expect(decode(definitions, { ...row, version: 1 })).toEqual({ cups: 1, rule: 'old' });
  expect(codeOf(() => decode(definitions, { ...row, payload: { cups: 1, rule: 'old' } }))).toBe('EVENT_MALFORMED');
});

describe('an event of an older version', () => {
  const definitions = {
    'tea.served': nowSays(
      z.strictObject({ roomNo: z.string(), cups: z.int(), kind: z.string() }),
      ({ room, ...rest }) => ({ ...rest, roomNo: room }),
      (said) => ({ ...said, kind: 'green' }),
    ),
    'tea.asked': says(z.strictObject({ roomNo: z.string() })),
  };

  it('reads as the present one, step by step', () => {
    const present = { roomNo: '201', cups: 2, kind: 'green' };
    const type = 'tea.served';
    expect(decode(definitions, { type, version: 1, payload: { room: '201', cups: 2 } })).toEqual(present);
    expect(decode(definitions, { type, version: 2, payload: { roomNo: '201', cups: 2 } })).toEqual(present);
    expect(decode(definitions, { type, version: 3, payload: present })).toEqual(present);
    expect(upcast(definitions, { type, version: 1, payload: { room: '201', cups: 2 } })).toEqual(present);
  });

  it.each([
    ['of a later program', { type: 'tea.asked', version: 2, payload: { roomNo: '201' } }, 'EVENT_TOO_NEW'],
    ['of no aggregate', { type: 'coffee.served', version: 1, payload: {} }, 'EVENT_UNKNOWN'],
    ['named like what every object has', { type: 'toString', version: 1, payload: {} }, 'EVENT_UNKNOWN'],
    ['of a version that never was', { type: 'tea.served', version: 0, payload: {} }, 'EVENT_MALFORMED'],
    ['without a field', { type: 'tea.asked', version: 1, payload: {} }, 'EVENT_MALFORMED'],
    ['with a field of another form', { type: 'tea.asked', version: 1, payload: { roomNo: 201 } }, 'EVENT_MALFORMED'],
    ['that says nothing', { type: 'tea.asked', version: 1, payload: null }, 'EVENT_MALFORMED'],
  ])('%s is refused', (_what, stored, code) => {
    expect(codeOf(() => decode(definitions, stored))).toBe(code);
  });
});
