import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { decode, nowSays, openedPayload, requireSealed, says, sealed, sealedPayload } from '../../core/kernel/event.ts';
import { personal, personalFieldsOf, sealedFormOf } from '../../core/kernel/personal.ts';
import { commandNames, commandSchemas, namesCards, saysSecrets } from '../../core/model/commands.ts';
import { definitionOf, eventTypes } from '../../core/model/events.ts';
import { jobsFor } from '../../core/parts.ts';
import { codeOf } from '../host/code-of.ts';
import { TestStore } from '../host/test-store.ts';

const message = z.strictObject({
  threadId: z.string(),
  author: z.strictObject({ name: personal(z.string().min(1).or(z.literal('')), ''), shift: z.int() }),
  lines: z.array(z.strictObject({ text: personal(z.string(), ''), at: z.int() })),
  subject: personal(z.string(), '').optional(),
});
const ofThread = ({ threadId: id }: { threadId: string }) => ({ kind: 'thread', id });
const said = {
  threadId: 't',
  author: { name: '陈女士', shift: 1 },
  lines: [
    { text: '你好', at: 1 },
    { text: '八点来', at: 2 },
  ],
};
/** Stands for a seal: what it says of a place can be read. */
const seal = (owner: { id: string }, value: unknown, path: string) => ({
  sealed: {
    keyId: owner.id.padEnd(22, 'x'),
    nonce: 'n'.repeat(16),
    text: Buffer.from(JSON.stringify([value, path])).toString('base64url'),
  },
});
const unseal = (_owner: unknown, { sealed: { text } }: ReturnType<typeof seal>, path: string): unknown => {
  const [value, at] = JSON.parse(Buffer.from(text, 'base64url').toString('utf8')) as [unknown, string];
  expect(at).toBe(path);
  return value;
};

describe('personal fields of any event', () => {
  it('are found wherever they stand, sealed each in its place, and opened again', () => {
    const definition = sealed(says(message), ofThread);
    expect(personalFieldsOf(message).map(({ path }) => path)).toEqual(['author.name', 'lines.*.text', 'subject']);
    const stored = sealedPayload(definition, said, seal);
    expect(JSON.stringify(stored)).not.toMatch(/陈女士|你好|八点/);
    expect(stored).toMatchObject({ threadId: 't', author: { shift: 1 }, lines: [{ at: 1 }, { at: 2 }] });
    const row = { type: 'message.sent', version: 1, payload: stored };
    expect(() => requireSealed(definition, row)).not.toThrow();
    expect(openedPayload(definition, row, unseal)).toEqual(said);
    expect(openedPayload(definition, row, () => undefined)).toEqual({
      ...said,
      author: { name: '', shift: 1 },
      lines: [
        { text: '', at: 1 },
        { text: '', at: 2 },
      ],
    });
  });

  it('are refused plain in the present version, and read plain in one of before', () => {
    const now = sealed(
      nowSays(message, (old) => ({ ...old })),
      ofThread,
    );
    const row = { type: 'message.sent', version: 2, payload: said };
    expect(codeOf(() => requireSealed(now, row))).toBe('EVENT_MALFORMED');
    const old = { ...row, version: 1 };
    expect(() => requireSealed(now, old)).not.toThrow();
    expect(openedPayload(now, old, () => undefined)).toEqual(said);
    expect(decode({ 'message.sent': now }, old)).toEqual(said);
  });

  it('are opened in a version that called them otherwise', () => {
    const before = sealed(says(message), ofThread);
    const stored = sealedPayload(before, said, seal);
    const renamed = z.strictObject({ threadId: z.string(), by: personal(z.string(), '') });
    const later = sealed(
      nowSays(renamed, (old) => ({ threadId: old.threadId, by: (old.author as { name: string }).name })),
      ofThread,
      1,
    );
    const row = { type: 'message.sent', version: 1, payload: stored };
    const opened = openedPayload(later, row, unseal);
    expect(decode({ 'message.sent': later }, { ...row, payload: opened })).toEqual({ threadId: 't', by: '陈女士' });
  });

  it('are left as they are where one says nothing of anybody', () => {
    const note = z.strictObject({ to: z.string().optional(), text: personal(z.string().nullable(), null) });
    const definition = sealed(says(note), ({ to }) => (to === undefined ? null : { kind: 'thread', id: to }));
    const nobody = { text: '早班开门' };
    expect(sealedPayload(definition, nobody, seal)).toEqual(nobody);
    expect(openedPayload(definition, { type: 'note', version: 1, payload: nobody }, () => undefined)).toEqual(nobody);
    expect(JSON.stringify(sealedPayload(definition, { ...nobody, to: 't' }, seal))).not.toContain('早班');
  });

  it('cannot stand where nobody would find them', () => {
    const either = z.union([z.strictObject({ name: personal(z.string(), '') }), z.strictObject({ no: z.string() })]);
    expect(() => personalFieldsOf(z.strictObject({ who: either }))).toThrow('a personal field in a union: who');
    expect(() => sealedFormOf(z.strictObject({ who: either }))).toThrow();
  });
});

/** Where people may write what they like, and it is not personal. */
function wordsIn(schema: z.ZodType, path: readonly string[] = []): string[] {
  if (schema === undefined || isMarked(schema)) return [];
  if (schema instanceof z.ZodString) return (schema.maxLength ?? 0) >= 60 && !schema.format ? [path.join('.')] : [];
  if (schema instanceof z.ZodObject) {
    return Object.entries(schema.shape).flatMap(([name, inner]) => wordsIn(inner as z.ZodType, [...path, name]));
  }
  if (schema instanceof z.ZodUnion) return schema.options.flatMap((one) => wordsIn(one as z.ZodType, path));
  if (schema instanceof z.ZodArray) return wordsIn(schema.element as z.ZodType, [...path, '*']);
  const { innerType } = schema.def as unknown as { innerType?: z.ZodType };
  return innerType ? wordsIn(innerType, path) : [];
}

/** See decision 119. */
const notPersonal = [
  'store.recordMove moveId',
  'store.recordMoveTakenBack moveId',
  'store.recordArrival moveId',
  'store.recordRecoverySheet sheetId',
  'authorisation.give act',
  'authorisation.give reason',
  'card.block reason',
  'card.release reason',
  'swipe.refuse place',
  'swipe.refuse code',
  'room.putOutOfOrder reason',
  'visit.removeGuest reason',
  'visit.changeRoom reason',
  'wish.note text',
  'wish.change was',
  'wish.change text',
  'wish.withdraw was',
  'rotation.printWhy queueId',
  'rotation.move queueId',
  'rotation.move reason',
  'technician.hold reason',
  'technician.stop reason',
  'technician.letGoOn reason',
  'technician.pauseAfter reason',
  'clock.start reason',
  'clock.end reason',
  'clock.cancel reason',
  'clock.changeTechnician reason',
  'clock.convert reason',
  'clock.changeItem reason',
  'clock.refuse reason',
  'clock.replaceLate reason',
  'clock.undoExtension reason',
  'goods.cancel reason',
  'stock.adjust reason',
  'bill.settle payments.*.reference',
  'attendance.setRoster entries.*.entry.note',
  'attendance.correctSpell reason',
  'attendance.endSpell reason',
  'commission.correct reason',
  'staff.recordSessionEnd stationId',
  'staff.recordPairing stationId',
  'staff.recordUnpairing stationId',
  'staff.recordRefusal code',
  'job.resolve jobId',
  'job.resolve visitId',
];

const isMarked = (schema: z.ZodType) => personalFieldsOf(schema).some(({ path }) => path === '');

describe('every event', () => {
  it.each(eventTypes)('%s: what is personal is sealed, and may be blank', (type) => {
    const definition = definitionOf(type);
    const fields = personalFieldsOf(definition?.payload ?? z.never());
    expect(definition?.sealing?.fields ?? []).toEqual(fields);
    // Blank is nothing but a value of the field.
    for (const { path, blank } of fields) {
      const inner = path.split('.').reduce<z.ZodType>((schema, name) => {
        const inner = schema instanceof z.ZodOptional ? schema.unwrap() : schema;
        return (inner as z.ZodObject).shape[name] as z.ZodType;
      }, definition?.payload as z.ZodType);
      expect(inner.safeParse(blank).success).toBe(true);
    }
  });

  it('of commands too: those that say something personal are told apart by a key', () => {
    expect(commandNames.filter((name) => saysSecrets(name) && !namesCards(name))).toEqual([
      ...['visit.open', 'visit.changeRoom'],
      ...['reservation.book', 'reservation.change', 'reservation.cancel'],
      ...['reservation.arrive', 'reservation.arriveLate'],
    ]);
  });

  it('of commands too: words in which a guest may be named are personal, or stand here, decided one by one', () => {
    // Settings speak of the store and of who works in it.
    const ofGuests = commandNames.filter((name) => !name.startsWith('settings.') && name !== 'site.import');
    const words = ofGuests.flatMap((name) => wordsIn(commandSchemas[name]).map((path) => `${name} ${path}`));
    expect(words).toEqual(notPersonal);
  });

  it('with personal fields asks for no job, which would say them plain', () => {
    const store = new TestStore();
    const startsAt = store.at + 1_200_000;
    const guest = { roomNo: '201', startsAt, guestCount: 1, guestName: '陈女士', phone: '13812345678', note: 'quiet' };
    const [booked] = store.act('reservation.book', guest);
    const reservationId = booked?.type === 'reservation.booked' ? booked.payload.reservationId : '';
    const [changed] = store.act('reservation.change', { ...guest, reservationId });
    const [opened] = store.act('visit.open', { roomNo: '201', guests: [{}], despiteReservation: '陈女士晚到' });
    const [cancelled] = store.act('reservation.cancel', { reservationId, reason: '陈女士来电' });
    const types = eventTypes.filter((type) => definitionOf(type)?.sealing);
    const events = [opened, booked, changed, cancelled];
    expect(events.map((event) => event?.type)).toEqual(types);
    for (const event of events) {
      expect(jobsFor({ ...event, at: store.at } as never, store.state.site)).toEqual([]);
    }
  });
});
