import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { parseSite } from '../../../core/rules/site/parse.ts';
import { ownStationId } from '../../../host/contract/connection.ts';
import { RunningStore } from '../../../host/store/running-store.ts';

const script = fileURLToPath(new URL('../../../scripts/sim.ts', import.meta.url));
type Message = Record<string, unknown>;

/** The simulators as another process, spoken to by lines. */
class Panel {
  readonly child: ChildProcessByStdio<Writable, Readable, null>;
  readonly #messages: Message[] = [];
  #wake: () => void = () => {};

  constructor(...args: string[]) {
    this.child = spawn(process.execPath, [script, '--json', ...args], { stdio: ['pipe', 'pipe', 'inherit'] });
    createInterface({ input: this.child.stdout }).on('line', (line) => {
      this.#messages.push(JSON.parse(line));
      this.#wake();
    });
  }

  /** The next message that matches, the ones before it left out. */
  async next(matches: (message: Message) => boolean): Promise<Message> {
    for (;;) {
      const at = this.#messages.findIndex(matches);
      const [message] = at < 0 ? [] : this.#messages.splice(0, at + 1).slice(-1);
      if (message) return message;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  say(line: string): Promise<Message> {
    this.child.stdin.write(`${line}\n`);
    return this.next((message) => 'ok' in message);
  }

  async quit(): Promise<unknown> {
    this.child.stdin.end('quit\n');
    const [code] = await once(this.child, 'close');
    return code;
  }
}

describe('npm run sim', () => {
  let panel: Panel;
  let dir: string | undefined;
  afterEach(() => {
    panel.child.kill();
    if (dir) rmSync(dir, { recursive: true, force: true });
  });

  it.each([[['--tcp']], [[]]])('runs a whole store over its own devices (%j)', async (args) => {
    dir = mkdtempSync(path.join(tmpdir(), 'clockroom-sim-test-'));
    panel = new Panel(...args, '--out', path.join(dir, 'site.json'));
    const ready = await panel.next((message) => message.ready === true);
    const siteFile = String(ready.siteFile);
    expect(parseSite(readFileSync(siteFile, 'utf8'))).toMatchObject({ ok: true });
    const quiet = { info: () => {}, warn: () => {}, error: () => {} };
    const store = await RunningStore.open({ dataDir: dir, siteFile, voice: 'none', log: quiet });
    try {
      await panel.next(({ event, room, lines }) => event === 'terminal' && room === '302' && /\S/.test(String(lines)));
      expect(await panel.say('hold 302 unknown')).toMatchObject({ ok: true, terminal: 'floor-3/2' });
      const shown = await panel.next(({ room, beeps }) => room === '302' && Number(beeps) > 0);
      expect(shown).toMatchObject({ event: 'terminal', id: 'floor-3/2' });
      expect(store.cards.refusals()).toMatchObject([{ code: 'CARD_UNKNOWN' }]);
      await store.devices.test('printer/front');
      expect(await panel.next(({ event }) => event === 'slip')).toMatchObject({ printer: 'front' });
      const card = new Promise((resolve) => {
        const own = { stationId: ownStationId, isOwn: true, sessionToken: null };
        store.readers.onCard(own, ({ readerId, holder }) => resolve([readerId, holder]));
      });
      expect(await panel.say('read desk staff:M01')).toMatchObject({ ok: true });
      expect(await card).toEqual(['desk', { kind: 'staff', no: 'M01', name: '冯亮' }]);
      const away = new Promise<void>((resolve) => {
        store.board.onChange(({ devices }) => {
          if (devices?.readers.some(({ id, state }) => id === 'desk' && state === 'offline')) resolve();
        });
      });
      expect(await panel.say('reader desk off')).toMatchObject({ ok: true });
      await away;
      expect(await panel.say('read desk staff:M01')).toMatchObject({ ok: false, code: 'READER_NOT_FOUND' });
      const awayOnFloor3 = () =>
        store.board.snapshot().devices.terminals.offline.filter(({ id }) => id.startsWith('floor-3/'));
      const floor3 = (isAway: boolean) =>
        new Promise<void>((resolve) => {
          const stop = store.board.onChange(() => {
            if (awayOnFloor3().length !== (isAway ? 16 : 0)) return;
            stop();
            resolve();
          });
        });
      for (const [command, isAway] of [
        ['line floor-3 off', true],
        ['line floor-3 on', false],
      ] as const) {
        const changed = floor3(isAway);
        expect(await panel.say(command)).toMatchObject({ ok: true });
        await changed;
      }
    } finally {
      await store.close();
    }
    expect(await panel.quit()).toBe(0);
  });

  it('does what is typed, and names what cannot be done', async () => {
    panel = new Panel('--tcp');
    await panel.next((message) => message.ready === true);
    const answers = [];
    for (const line of [
      'unplug 302',
      'hold 302 technician:88',
      'plug 302',
      'press clock-room 1#',
      'tamper floor-2/1 on',
      'power 201 fail',
      'fault drop 0.1',
      'fault echo 1 floor-2',
      'fault off',
      'printer kitchen no-paper',
      'slips kitchen',
      'reader desk off',
      'reader desk on',
      'cut floor-3',
      'line floor-2 off',
      'cut floor-2',
      'line floor-2 on',
      'printer kitchen open',
      'printer kitchen low-paper',
      'printer kitchen slow',
      'printer kitchen tear',
      'printer kitchen roll-ends',
      'fault address 0.1',
      'fault off',
      'hold 999 unknown',
      'hold 302 technician:nobody',
      'press 302 hello',
      'printer nowhere off',
      'printer kitchen broken',
      'line nowhere off',
      'reader nowhere off',
      'fault drop 7',
      'dance',
    ]) {
      const answer = await panel.say(line);
      answers.push(answer.ok === true ? 'ok' : answer.code);
    }
    expect(answers).toEqual([
      ...['ok', 'TERMINAL_OFFLINE', ...Array.from({ length: 22 }, () => 'ok')],
      ...[
        'TERMINAL_UNKNOWN',
        'CARD_UNKNOWN',
        'INPUT_INVALID',
        'DEVICE_UNKNOWN',
        'INPUT_INVALID',
        'DEVICE_UNKNOWN',
        'DEVICE_UNKNOWN',
      ],
      ...['INPUT_INVALID', 'INPUT_INVALID'],
    ]);
    const shown = await panel.say('show 302');
    expect(shown.terminals).toMatchObject([{ id: 'floor-3/2', room: '302', plugged: true }]);
  });
});
