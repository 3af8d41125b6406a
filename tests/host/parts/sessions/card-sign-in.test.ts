import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Connection } from '../../../../host/contract/connection.ts';

import { RunningStore } from '../../../../host/store/running-store.ts';
import { exampleSite } from '../../../db/shop-day.ts';

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
    store.sessions.onCardSignIn(desk, ({ staffNo }) => came.push(`desk ${staffNo}`));
    store.sessions.onCardSignIn(tablet, ({ staffNo }) => came.push(`tablet ${staffNo}`));
    expect(store.readers.takeTyped(tablet, cardOf('R01'))).toMatchObject({ kind: 'staff', no: 'R01' });
    expect(came).toEqual(['tablet R01']);
    store.simulatedDevices.holdCardAtReader('desk', 'staff:M01');
    expect(came).toEqual(['tablet R01', 'desk M01']);
    expect(store.sessions.sessionOn(desk)).toMatchObject({ staffNo: 'M01' });
    expect(store.sessions.sessionOn(tablet)).toMatchObject({ staffNo: 'R01' });
  });

  it('is for staff only, and leaves no UID in the log', () => {
    const desk = connection('desk');
    const came: string[] = [];
    store.sessions.onCardSignIn(desk, ({ staffNo }) => came.push(staffNo));
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
});
