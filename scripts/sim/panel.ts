import type { StoreError } from '../../core/kernel/error.ts';
import { commonError } from '../../core/kernel/errors.ts';
import { deviceError } from '../../core/model/devices/errors.ts';
import type { FaultSettings } from '../../hardware/sim/faults.ts';
import type { SimPrinter } from '../../hardware/sim/printer.ts';
import type { SiteSimulator } from './site-simulator.ts';

export const panelHelp = `hold 302 technician:88      hold a card: technician:NO, staff:NO, wristband:NO, unknown, or hex / 刷卡
press 302 1#                press keys / 按键
read desk staff:M01         hold a card to the desk's reader / 在前台读卡器刷卡
reader desk off|on          pull it out, plug it in / 拔出、插回读卡器
show [302]                  what the displays show / 显示内容
unplug 302, plug 302        power off, on / 断电、上电
tamper 302 on|off           housing open / 外壳打开
power 302 fail|ok           its supply fails, it runs on / 供电故障
printer kitchen off|on|no-paper|low-paper|paper|open|closed|slow|quick
printer kitchen tear|roll-ends  in the next slip: the line breaks, the paper ends / 打到一半断线、缺纸
line floor-3 off|on         the converter or adapter: pull it out, plug it in / 拔出、插回线路
slips front                 the last slip / 最近一张单据
cut [floor-3]               out and in again at once / 线路闪断
fault KIND RATE [LINE]      drop, corrupt, truncate, duplicate, noise, busy, restart, silence, foreign, address, replay, forge: 0 to 1 / 故障
fault delay RATE [LINE]     late by up to 250 ms; fault echo 1 [LINE]; fault off
quit`;

/** What a command did, as data and as a line for people. */
export interface PanelAnswer {
  data: Record<string, unknown>;
  text: string;
}

/** Rates of faults by their names on the panel. */
const faultNames: Readonly<Record<string, keyof FaultSettings>> = {
  drop: 'dropFrames',
  silence: 'dropReplies',
  corrupt: 'corrupt',
  truncate: 'truncate',
  duplicate: 'duplicate',
  noise: 'noise',
  delay: 'delay',
  busy: 'busy',
  restart: 'restart',
  foreign: 'foreignAnswer',
  replay: 'replay',
  forge: 'wrongMac',
  address: 'wrongAddress',
};
const delayMs = 250;
const slowAnswerMs = 1200;
/** Into a slip: the bytes until its line breaks, the lines until its paper ends. */
const tornAfterBytes = 60;
const linesOfRoll = 2;
const rolls = { 'no-paper': 'out', 'low-paper': 'low', paper: 'full' } as const;
const otherStates = ['off', 'on', 'open', 'closed', 'slow', 'quick', 'tear', 'roll-ends'] as const;
const printerStates: readonly PrinterState[] = [...otherStates, 'no-paper', 'low-paper', 'paper'];
type PrinterState = (typeof otherStates)[number] | keyof typeof rolls;

/**
 * One line typed at the panel of the simulators. Throws StoreError: INPUT_INVALID, TERMINAL_UNKNOWN, CARD_UNKNOWN,
 * DEVICE_UNKNOWN, TERMINAL_OFFLINE, READER_NOT_FOUND (no power, or nobody listens: it took nothing).
 */
export async function runPanelLine(simulator: SiteSimulator, line: string): Promise<PanelAnswer> {
  const [verb = '', target, value, more] = line.trim().split(/\s+/);
  switch (verb) {
    case 'hold': {
      const { id, device } = simulator.terminal(needed(target));
      return taken(id, device.holdCard(simulator.cardUid(needed(value))));
    }
    case 'press': {
      const { id, device } = simulator.terminal(needed(target));
      const keys = needed(value);
      if (!/^[0-9*#A-D]{1,32}$/.test(keys)) throw invalid(keys);
      return taken(id, device.press(keys));
    }
    case 'read': {
      const reader = simulator.reader(needed(target));
      if (!reader.hold(simulator.cardUid(needed(value)))) throw deviceError('READER_NOT_FOUND');
      return done({ reader: target });
    }
    case 'reader': {
      const reader = simulator.reader(needed(target));
      if (oneOf(value, 'off', 'on') === 'on') await reader.plug();
      else await reader.unplug();
      return done({ reader: target, state: value });
    }
    case 'show':
      return show(simulator, target);
    case 'plug':
    case 'unplug': {
      const { id, device } = simulator.terminal(needed(target));
      if (verb === 'plug') device.plug();
      else device.unplug();
      return done({ terminal: id, plugged: verb === 'plug' });
    }
    case 'tamper': {
      const { id, device } = simulator.terminal(needed(target));
      device.setTamper(oneOf(value, 'on', 'off') === 'on');
      return done({ terminal: id, tamper: value });
    }
    case 'power': {
      const { id, device } = simulator.terminal(needed(target));
      device.setPowerFailure(oneOf(value, 'fail', 'ok') === 'fail');
      return done({ terminal: id, power: value });
    }
    case 'printer':
      return setPrinter(simulator.printer(needed(target)), needed(target), oneOf(value, ...printerStates));
    case 'slips': {
      const { slips } = simulator.printer(needed(target));
      const text = slips.at(-1)?.text ?? '';
      return { data: { printer: target, count: slips.length, text }, text };
    }
    case 'line': {
      const isOn = oneOf(value, 'off', 'on') === 'on';
      for (const line of simulator.linesNamed(needed(target))) await (isOn ? line.plug() : line.pull());
      return done({ line: target, state: value });
    }
    case 'cut':
      for (const line of simulator.linesNamed(target)) await line.cut();
      return done({ cut: target ?? 'all' });
    case 'fault':
      return setFault(simulator, needed(target), value, more);
    case 'help':
      return { data: { help: panelHelp }, text: panelHelp };
    default:
      throw invalid(line.trim());
  }
}

function show(simulator: SiteSimulator, name: string | undefined): PanelAnswer {
  const id = name === undefined ? undefined : simulator.terminal(name).id;
  const terminals = simulator.view().filter((each) => id === undefined || each.id === id);
  const text = terminals
    .map(({ room, id: own, lines, light, plugged }) => `${room ?? own} [${plugged ? lines.join('|') : '…'}] ${light}`)
    .join('\n');
  return { data: { terminals }, text };
}

async function setPrinter(printer: SimPrinter, id: string, state: PrinterState): Promise<PanelAnswer> {
  switch (state) {
    case 'off':
    case 'on':
      await printer.setPower(state === 'on');
      break;
    case 'open':
    case 'closed':
      printer.setCover(state);
      break;
    case 'slow':
    case 'quick':
      printer.setAnswerDelay(state === 'slow' ? slowAnswerMs : 0);
      break;
    case 'tear':
      printer.dropLineAfter(tornAfterBytes);
      break;
    case 'roll-ends':
      printer.endPaperAfter(linesOfRoll);
      break;
    default:
      printer.setPaper(rolls[state]);
  }
  return done({ printer: id, state });
}

function setFault(
  simulator: SiteSimulator,
  kind: string,
  value: string | undefined,
  busId: string | undefined,
): PanelAnswer {
  if (kind === 'off') {
    for (const { sim } of simulator.linesNamed(value)) sim.faults.settings = {};
    return done({ fault: 'off' });
  }
  const rate = Number(needed(value));
  if (!(rate >= 0 && rate <= 1)) throw invalid(needed(value));
  const name = faultNames[kind];
  if (name === undefined && kind !== 'echo') throw invalid(kind);
  for (const { sim } of simulator.linesNamed(busId)) {
    const { faults } = sim;
    faults.settings =
      name === undefined
        ? { ...faults.settings, echo: rate > 0 }
        : { ...faults.settings, [name]: rate, ...(name === 'delay' ? { delayMs } : {}) };
  }
  return done({ fault: kind, rate, line: busId ?? 'all' });
}

function taken(terminalId: string, isTaken: boolean): PanelAnswer {
  if (!isTaken) throw deviceError('TERMINAL_OFFLINE', { terminalId });
  return done({ terminal: terminalId });
}

function done(data: Record<string, unknown>): PanelAnswer {
  return {
    data,
    text: Object.entries(data)
      .map(([key, value]) => `${key} ${String(value)}`)
      .join(', '),
  };
}

function needed(word: string | undefined): string {
  if (word === undefined) throw invalid('…');
  return word;
}

function oneOf<Word extends string>(word: string | undefined, ...words: readonly Word[]): Word {
  const found = words.find((each) => each === word);
  if (found === undefined) throw invalid(`${word ?? '…'} (${words.join(' | ')})`);
  return found;
}

function invalid(detail: string): StoreError {
  return commonError('INPUT_INVALID', { detail });
}
