import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CardSignIn, Connection } from '../../../../host/contract/connection.ts';

import { RunningStore } from '../../../../host/store/running-store.ts';
import { exampleSite } from '../../../db/shop-day.ts';

/** Who came in, or in brackets why nobody did. */
const who = (came: CardSignIn) => (came.kind === 'in' ? came.session.staffNo : `(${came.kind})`);
const connection = (stationId: string): Connection => ({ stationId, isOwn: true, sessionToken: null });
const cardOf = (staffNo: string) => exampleSite().staff.find(({ no }) => no === staffNo)?.card ?? '';

describe('signing in by card', () => {
  let dataDir: string;
  let store: RunningStore;
  let lines: string[];

  beforeEach(async () => {
    dataDir = mkdtempSync(path.join(tmpdir(), 'clockroom-cards-'));
    lines = [];
    const keep = (facts: object, message: string) => lines.push(`${message} ${JSON.stringify(facts)}`);
    store = await RunningStore.open({
      dataDir,
      demo: true,
      voice: 'none',
      log: { info: keep, warn: keep, error: keep },
    });
  });

  afterEach(async () => {
    await store.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  it('happens where the card was held, and nowhere else', () => {
    const desk = connection('desk');
    const tablet = connection('floor 2');
    const came: string[] = [];
    store.sessions.onCardSignIn(desk, (each) => came.push(`desk ${who(each)}`));
    store.sessions.onCardSignIn(tablet, (each) => came.push(`tablet ${who(each)}`));
    expect(store.readers.takeTyped(tablet, cardOf('R01'))).toBe('known');
    expect(came).toEqual(['tablet R01']);
    store.simulatedDevices.holdCardAtReader('desk', 'staff:M01');
    expect(came).toEqual(['tablet R01', 'desk M01']);
    expect(store.sessions.sessionOn(desk)).toMatchObject({ staffNo: 'M01' });
    expect(store.sessions.sessionOn(tablet)).toMatchObject({ staffNo: 'R01' });
  });

  it('is for staff only, and leaves no UID in the log', () => {
    const desk = connection('desk');
    const came: string[] = [];
    store.sessions.onCardSignIn(desk, (each) => came.push(who(each)));
    store.simulatedDevices.holdCardAtReader('desk', 'technician:1');
    store.simulatedDevices.holdCardAtReader('desk', 'wristband:1');
    store.simulatedDevices.holdCardAtReader('desk', 'unknown');
    expect(() => store.readers.takeTyped(desk, 'no card')).toThrow('CARD_UNKNOWN');
    expect(came).toEqual([]);
    store.simulatedDevices.holdCardAtReader('desk', 'staff:M01');
    expect(came).toEqual(['M01']);
    expect(lines.join('\n')).toContain('M01');
    expect(lines.join('\n')).not.toContain(cardOf('M01'));
  });

  it('of a manager by a number that was sent needs the PIN too, and tells nobody whose number it is', () => {
    const tablet = connection('floor 2');
    const came: string[] = [];
    store.sessions.onCardSignIn(tablet, (each) => came.push(who(each)));
    expect(store.readers.takeTyped(tablet, cardOf('M01'))).toBe('known');
    expect(came).toEqual(['(pin)']);
    expect(store.sessions.sessionOn(tablet)).toBeNull();
  });

  it('of a card that is guessed stops after ten', () => {
    const tablet = connection('floor 2');
    const guess = (number: number) => store.readers.takeTyped(tablet, `04${number.toString(16).padStart(12, '0')}`);
    for (let number = 1; number <= 10; number += 1) expect(guess(number)).toBe('unknown');
    expect(() => guess(11)).toThrow('CARD_TRIES');
    expect(() => store.readers.takeTyped(tablet, cardOf('R01'))).toThrow('CARD_TRIES');
    expect(store.readers.takeTyped(connection('floor 3'), cardOf('R01'))).toBe('known');
  });

  it('is for one window: where several wait none gets it, and all say so', async () => {
    const desk = connection('desk');
    await store.sessions.signIn(desk, 'R01', '0000');
    const hidden = connection('desk');
    const came: string[] = [];
    const stopHidden = store.sessions.onCardSignIn(hidden, (each) => came.push(who(each)));
    const shown = { act: 'clock.refuse', subject: { kind: 'clock', id: 'x' } };
    const approvals: string[] = [];
    const told: string[] = [];
    store.readers.onCard(desk, ({ holder }) => told.push(holder.kind));
    const hold = (card: string) => store.simulatedDevices.holdCardAtReader('desk', card);
    const stop = store.authorisations.onCard(desk, shown, (card) =>
      approvals.push(card.kind === 'other' ? card.code : card.kind),
    );
    hold('staff:M01');
    expect([approvals, came, told]).toEqual([['CARD_SEVERAL_WINDOWS'], ['(several)'], []]);
    stopHidden();
    hold('staff:M01');
    expect(approvals).toEqual(['CARD_SEVERAL_WINDOWS', 'manager']);
    stop();
    hold('staff:M01');
    expect([approvals.length, came.length, told]).toEqual([2, 1, ['staff']]);
    store.sessions.lock(desk);
    const stopState = store.sessions.onState(desk, () => {});
    hold('staff:R01');
    expect(store.sessions.sessionOn(desk)?.isLocked).toBe(false);
    stopState();
  });

  it('with a number is for the window that sent it', () => {
    const tablet = connection('floor 2');
    const hidden = connection('floor 2');
    const came: string[] = [];
    store.sessions.onCardSignIn(tablet, (each) => came.push(`tablet ${who(each)}`));
    store.sessions.onCardSignIn(hidden, (each) => came.push(`hidden ${who(each)}`));
    store.readers.takeTyped(tablet, cardOf('R01'));
    expect(came).toEqual(['tablet R01']);
    // Who settles bills needs the PIN too.
    store.sessions.signOut(tablet);
    store.readers.takeTyped(tablet, cardOf('C01'));
    expect(came).toEqual(['tablet R01', 'tablet (pin)']);
  });
});
