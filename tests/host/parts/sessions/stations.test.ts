import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Connection } from '../../../../host/contract/connection.ts';
import type { NetworkView } from '../../../../host/parts/sessions/views.ts';
import { RunningStore } from '../../../../host/store/running-store.ts';

const desk = (): Connection => ({ stationId: 'desk', isOwn: true, sessionToken: null });
const log = { info() {}, warn() {}, error() {} };

describe('the page of stations', () => {
  let dataDir: string;
  let store: RunningStore;
  const network: NetworkView = {
    addresses: ['192.168.1.4:8730', '[fd00::4]:8730'],
    ...{ fingerprint: 'AB:CD', mark: 'K7QM2 XWDNP', guestPort: 8080, lines: [] },
  };
  let told: NetworkView | null;

  beforeEach(async () => {
    dataDir = mkdtempSync(path.join(tmpdir(), 'clockroom-stations-'));
    told = network;
    store = await RunningStore.open({ dataDir, demo: true, voice: 'none', log, network: () => told });
  });
  afterEach(async () => {
    await store.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  it('and who pairs are told how other machines find the store, as it is now', () => {
    expect(store.sessions.stations(desk()).network).toEqual(network);
    const { code, qrSvg, network: there } = store.sessions.pairingCode(desk());
    expect([code, there]).toEqual([expect.stringMatching(/^\d{6}$/), network]);
    expect(qrSvg).toMatch(/^<svg [\s\S]*<path/);
    told = { ...network, addresses: [] };
    expect(store.sessions.pairingCode(desk()).qrSvg).toBeNull();
    told = null;
    expect(store.sessions.pairingCode(desk())).toMatchObject({ qrSvg: null, network: null });
  });

  it('says at a screen whose session or pairing was ended why', () => {
    const { code } = store.sessions.pairingCode(desk());
    const { stationToken } = store.sessions.pair({ ...desk(), isOwn: false, address: '10.0.0.7' }, code, 'bar');
    const stationId = store.sessions.stationOf(stationToken)?.stationId ?? '';
    const bar: Connection = { stationId, isOwn: false, sessionToken: null, stationToken };
    store.sessions.signInAs(bar, 'R01');
    const told: unknown[] = [];
    store.sessions.onState(bar, ({ isTrusted, ended }) => told.push([isTrusted, ended]));
    expect(store.sessions.welcome(bar)).toMatchObject({ needsPairing: false, lostPairing: null });
    store.sessions.revokeStation(desk(), stationId);
    expect(told.at(-1)).toEqual([false, 'revoked']);
    expect(store.sessions.welcome(bar)).toMatchObject({
      needsPairing: true,
      lostPairing: { why: 'revoked', name: 'bar' },
      staff: [],
    });
  });
});
