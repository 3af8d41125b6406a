import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Connection } from '../../../../host/contract/connection.ts';
import type { ApprovingCard, AuthorisationRequest } from '../../../../host/parts/authorisations/views.ts';

import { RunningStore } from '../../../../host/store/running-store.ts';
import { exampleSite } from '../../../db/shop-day.ts';

const quiet = { info: () => {}, warn: () => {}, error: () => {} };
const pin = '73501946';

const codeOf = async (work: Promise<unknown>): Promise<unknown> => {
  try {
    await work;
  } catch (error) {
    return error instanceof Error && 'code' in error ? error.code : error;
  }
  return 'nothing';
};

describe('a manager who approves at a station', () => {
  let dataDir: string;
  let store: RunningStore;
  let desk: Connection;
  let now = Date.UTC(2026, 10, 21, 4);
  let clockId: string;

  beforeEach(async () => {
    dataDir = mkdtempSync(path.join(tmpdir(), 'clockroom-approve-'));
    store = await RunningStore.open({ dataDir, demo: true, voice: 'none', log: quiet, now: () => now });
    desk = { stationId: 'desk', isOwn: true, sessionToken: null };
    await store.sessions.signIn(desk, 'R01', '0000');
    const manager: Connection = { stationId: 'office', isOwn: true, sessionToken: null };
    await store.sessions.signIn(manager, 'M01', '0000');
    await store.sessions.setPin(manager, { staffNo: 'M01', pin, ownPin: '0000' });
    act('technician.comeOnDuty', { technicianNo: '1' });
    const events = act('visit.open', { roomNo: '201', guests: [{}], orders: [{ serviceCode: '41' }] });
    clockId = events.flatMap((event) => (event.type === 'clock.called' ? [event.payload.clockId] : []))[0] ?? '';
  });

  afterEach(async () => {
    await store.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  function act<N extends Parameters<RunningStore['act']>[2]['name']>(name: N, data: object) {
    return store.act(desk, randomUUID(), { name, data } as Parameters<RunningStore['act']>[2]).events;
  }

  const shown = () => ({ act: 'clock.refuse', subject: { kind: 'clock', id: clockId } });
  const ask = (proof: AuthorisationRequest['proof'], commandId = randomUUID()) =>
    store.authorisations.give(desk, {
      commandId,
      act: 'clock.refuse',
      subject: { kind: 'clock', id: clockId },
      reason: 'hurt',
      proof,
    });

  it('by number and PIN: used once in the command that needs it; the same request again gives the same approval', async () => {
    const commandId = randomUUID();
    const given = await ask({ kind: 'pin', staffNo: 'M01', pin }, commandId);
    expect(given).toMatchObject({ givenBy: 'M01', expiresAt: now + 300_000 });
    expect(await ask({ kind: 'pin', staffNo: 'M01', pin }, commandId)).toEqual(given);
    const events = act('clock.refuse', { clockId, reason: 'hurt', authorisationId: given.authorisationId });
    expect(events.map(({ type }) => type)).toContain('authorisation.used');
    expect(store.sessions.sessionOn(desk)?.staffNo).toBe('R01');
  });

  it('nobody who may not, nor with a wrong PIN, which locks as at the sign-in', async () => {
    expect(await codeOf(ask({ kind: 'pin', staffNo: 'R02', pin: '0000' }))).toBe('NOT_ALLOWED');
    expect(await codeOf(ask({ kind: 'session' }))).toBe('NOT_ALLOWED');
    for (let tries = 0; tries < 5; tries += 1) {
      expect(await codeOf(ask({ kind: 'pin', staffNo: 'M01', pin: '0000' }))).toBe('PIN_WRONG');
    }
    expect(await codeOf(ask({ kind: 'pin', staffNo: 'M01', pin }))).toBe('PIN_LOCKED');
  });

  it('by card at this station only, within two minutes, for one request', async () => {
    const seen: ApprovingCard[] = [];
    const stop = store.authorisations.onCard(desk, shown(), (card) => seen.push(card));
    store.simulatedDevices.holdCardAtReader('desk', 'staff:R02');
    store.simulatedDevices.holdCardAtReader('desk', 'technician:1');
    store.simulatedDevices.holdCardAtReader('desk', 'unknown');
    store.simulatedDevices.holdCardAtReader('desk', 'staff:M01');
    expect(seen).toMatchObject([
      { kind: 'other', code: 'NOT_ALLOWED' },
      { kind: 'other', code: 'NOT_ALLOWED' },
      { kind: 'other', code: 'CARD_UNKNOWN' },
      { kind: 'manager' },
    ]);
    const [card] = seen.slice(-1);
    const token = card?.kind === 'manager' ? card.token : '';
    const elsewhere: Connection = { stationId: 'floor 2', isOwn: true, sessionToken: null };
    await store.sessions.signIn(elsewhere, 'R02', '0000');
    const request = {
      act: 'clock.refuse' as const,
      subject: { kind: 'clock', id: clockId },
      reason: 'hurt',
      proof: { kind: 'card' as const, token },
    };
    expect(await codeOf(store.authorisations.give(elsewhere, { ...request, commandId: randomUUID() }))).toBe(
      'AUTHORISATION_CARD_GONE',
    );
    const commandId = randomUUID();
    const given = await ask({ kind: 'card', token }, commandId);
    expect(await ask({ kind: 'card', token }, commandId)).toEqual(given);
    expect(await codeOf(ask({ kind: 'card', token }))).toBe('AUTHORISATION_CARD_GONE');
    store.simulatedDevices.holdCardAtReader('desk', 'staff:M01');
    now += 121_000;
    const late = seen.at(-1);
    expect(await codeOf(ask({ kind: 'card', token: late?.kind === 'manager' ? late.token : '' }))).toBe(
      'AUTHORISATION_CARD_GONE',
    );
    stop();
    store.simulatedDevices.holdCardAtReader('desk', 'staff:M01');
    expect(seen.length).toBe(5);
    // The receptionist stays the one who is signed in.
    expect(store.sessions.sessionOn(desk)?.staffNo).toBe('R01');
  });

  it('by card approves what the window showed as it came, and nothing else', async () => {
    const tokens: string[] = [];
    const take = (card: ApprovingCard) => tokens.push(card.kind === 'manager' ? card.token : card.kind);
    const others = [
      { ...shown(), act: 'clock.cancel' },
      { ...shown(), subject: { kind: 'clock', id: 'another' } },
      { ...shown(), amountMinor: 100 },
    ];
    for (const other of others) {
      const stop = store.authorisations.onCard(desk, other, take);
      store.simulatedDevices.holdCardAtReader('desk', 'staff:M01');
      stop();
      expect(await codeOf(ask({ kind: 'card', token: tokens.at(-1) ?? '' }))).toBe('AUTHORISATION_CARD_GONE');
    }
    store.authorisations.onCard(desk, shown(), take);
    const number = exampleSite().staff.find(({ no }) => no === 'M01')?.card ?? '';
    expect(store.readers.takeTyped(desk, number)).toBe('known');
    expect(tokens.at(-1)).toBe('pin');
  });

  it('leaves no PIN and no token in the store', async () => {
    await ask({ kind: 'pin', staffNo: 'M01', pin });
    await store.close();
    expect(readFileSync(path.join(dataDir, 'store.sqlite')).includes(pin)).toBe(false);
  });
});
