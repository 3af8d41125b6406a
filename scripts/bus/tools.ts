import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { StoreError } from '../../core/kernel/error.ts';
import { HardwareError } from '../../hardware/error.ts';
import { describeCapabilities } from '../../hardware/osdp/capability-words.ts';
import { decodeCommand } from '../../hardware/osdp/codec/commands.ts';
import type { ReceivedFrame } from '../../hardware/osdp/codec/frame.ts';
import { scb } from '../../hardware/osdp/codec/frame.ts';
import { FrameDecoder } from '../../hardware/osdp/codec/frame-decoder.ts';
import { decodeReply } from '../../hardware/osdp/codec/replies.ts';
import { describeMessage } from '../../hardware/osdp/describe.ts';
import type { BusEvent, OsdpBus } from '../../hardware/osdp/driver.ts';
import type { FrameLogEntry } from '../../hardware/osdp/frame-log.ts';
import { changeAddress } from '../../hardware/osdp/line-changes.ts';
import { LineSearch, searchReplyMs } from '../../hardware/osdp/line-search.ts';
import { testTerminal } from '../../hardware/osdp/terminal-test.ts';
import { realScheduler } from '../../hardware/scheduler.ts';
import { installTerminalKey } from '../../host/devices/terminals/key-installation.ts';
import type { ToolArguments } from './arguments.ts';
import { type BothWords, ToolError } from './tool-error.ts';
import { findSpeed, nobody, openBus, openKeys, openTransport } from './tool-line.ts';

const testSeconds = 10;

/** Where a tool tells what it does, and how it is stopped. */
export interface ToolDesk {
  /** The answer, for people (with lines below it) and as data. */
  answer(words: BothWords, data: object, lines?: string[]): void;
  /** What goes on meanwhile; not part of the answer. */
  progress(words: BothWords): void;
  /** One line of an answer without an end. */
  line(text: string, data: object): void;
  /** Asks a person; false where nobody can be asked or the answer is no. */
  approve(question: BothWords): Promise<boolean>;
  /** Resolves when the person wants it to end. */
  stopped: Promise<void>;
}

/** Finds the speed of a line and the terminals on it. */
export async function scan(tool: ToolArguments, desk: ToolDesk): Promise<void> {
  const line = await openTransport(tool);
  try {
    if (line.setSpeed && tool.baudRate === undefined)
      desk.progress({ zh: '查找波特率…', en: 'looking for the speed…' });
    const speed = await findSpeed(line, tool, tool.addresses);
    desk.progress({ zh: '查找报钟器…', en: 'looking for terminals…' });
    const search = new LineSearch(line, realScheduler, { replyTimeoutMs: searchReplyMs });
    const found = await search.addresses(tool.addresses);
    if (found.length === 0) throw nobody();
    const terminals = found.map(({ address, identity, capabilities }) => ({
      address,
      ...identity,
      capabilities: capabilities ? Array.from(capabilities, ([code, each]) => ({ function: code, ...each })) : null,
    }));
    const at = speed === null ? '' : ` @ ${speed}`;
    const list = found.map(({ address, identity, capabilities }) => {
      const facts = identity ? `  ${identity.vendor} ${identity.model}.${identity.version} #${identity.serial}` : '';
      const can = capabilities ? `\n       ${describeCapabilities(capabilities)}` : '';
      return `  ${String(address).padStart(3)}${facts}${can}`;
    });
    desk.answer(
      {
        zh: `${line.name.split('@')[0]}${at}：${found.length} 台报钟器`,
        en: found.length === 1 ? '1 terminal' : `${found.length} terminals`,
      },
      { line: line.name.split('@')[0], speed, terminals },
      list,
    );
  } finally {
    await line.close();
  }
}

/** Prints what passes: asks the terminals itself, or only listens to another panel. */
export async function watch(tool: ToolArguments, desk: ToolDesk): Promise<void> {
  if (tool.listen) return listen(tool, desk);
  const bus = await openBus(tool, tool.addresses, openKeys(tool), {
    onFrame: (entry) => tellFrame(entry, desk),
    onEvent: (event) => {
      if (event.type !== 'line') return;
      if (event.open) desk.progress({ zh: '线路已打开', en: 'the line is open' });
      else desk.progress({ zh: '线路断开，正在重试', en: 'the line is down; trying again' });
    },
  });
  try {
    await desk.stopped;
  } finally {
    await bus.close();
  }
}

function tellFrame(entry: FrameLogEntry, desk: ToolDesk): void {
  const { direction, address, message, verdict, reason, bytes } = entry;
  const text = message ? describeMessage(message) : '?';
  const hex = Buffer.from(bytes).toString('hex').toUpperCase();
  const isUsual = verdict === 'sent' || verdict === 'accepted';
  desk.line(
    `${direction === 'tx' ? '→' : '←'} ${String(address ?? '').padStart(3)} ${text}${isUsual ? '' : ` [${verdict}${reason ? `: ${reason}` : ''}]`}  ${hex}`,
    { direction, address: address ?? null, text, verdict, reason: reason ?? null, hex },
  );
}

async function listen(tool: ToolArguments, desk: ToolDesk): Promise<void> {
  if (tool.baudRate === undefined && tool.transport.type === 'serial') {
    throw new ToolError('USAGE', { zh: '只听时请给出 --baud', en: 'listening needs --baud' }, 2);
  }
  const line = await openTransport(tool);
  const decoder = new FrameDecoder();
  const lost = new Promise<void>((_, reject) => {
    line.setListeners({
      onData: (bytes) => {
        for (const each of decoder.push(bytes)) {
          if (each.kind === 'frame') tellHeard(each.frame, desk);
          else desk.line(`  ? ${each.length} bytes (${each.reason})`, { discarded: each.length, reason: each.reason });
        }
      },
      onClose: (cause) => reject(cause ?? new HardwareError('TRANSPORT_CLOSED', { name: line.name })),
    });
  });
  try {
    await Promise.race([desk.stopped, lost]);
  } finally {
    await line.close();
  }
}

/** Somebody else's frame: what is encrypted stays unread, and a key is never shown. */
function tellHeard(frame: ReceivedFrame, desk: ToolDesk): void {
  const type = frame.security?.type;
  const isHidden = type === scb.commandEncrypted || type === scb.replyEncrypted;
  const id = `${frame.id.toString(16).toUpperCase().padStart(2, '0')}h`;
  let text = `${id} …`;
  if (!isHidden) {
    try {
      text = describeMessage(frame.reply ? decodeReply(frame) : decodeCommand(frame));
    } catch {
      text = `${id} ?`;
    }
  }
  const direction = frame.reply ? 'rx' : 'tx';
  desk.line(`${frame.reply ? '←' : '→'} ${String(frame.address).padStart(3)} ${text}`, {
    direction,
    address: frame.address,
    text,
    encrypted: isHidden,
  });
}

/** Opens the bus for one terminal and waits until it is there. Throws HardwareError OSDP_OFFLINE with its reason. */
async function openTerminal(tool: ToolArguments, onEvent?: (event: BusEvent) => void): Promise<OsdpBus> {
  const keys = openKeys(tool);
  const bus = await openBus(tool, [tool.address], keys, onEvent ? { onEvent } : {});
  if ((await bus.untilSettled(tool.address)) === 'online') return bus;
  const { reason } = bus.terminal(tool.address).status;
  await bus.close();
  const hasNoKey = reason === 'OSDP_CHANNEL_REFUSED' && keys.of(`${tool.busId}/${tool.address}`) === null;
  throw new HardwareError('OSDP_OFFLINE', { address: tool.address, ...(reason ? { reason } : {}), hasNoKey });
}

/** Shows, lights, beeps; then waits for cards and keys where that was asked for. */
export async function test(tool: ToolArguments, desk: ToolDesk): Promise<void> {
  const heard: object[] = [];
  const bus = await openTerminal(tool, (event) => {
    if (event.type !== 'card' && event.type !== 'keys') return;
    const text = event.type === 'card' ? `CARD ${event.uid}` : `KEYS ${event.keys}`;
    heard.push(event.type === 'card' ? { card: event.uid } : { keys: event.keys });
    desk.progress({ zh: text, en: text });
  });
  try {
    const terminal = bus.terminal(tool.address);
    const steps = await testTerminal(terminal, ['Clockroom test', `address ${tool.address}`], testSeconds);
    if (tool.waitSeconds > 0) {
      const seconds = tool.waitSeconds;
      desk.progress({ zh: `请在 ${seconds} 秒内刷卡、按键`, en: `hold a card, press keys within ${seconds} s` });
      await Promise.race([desk.stopped, new Promise((resolve) => setTimeout(resolve, seconds * 1000))]);
    }
    const { secure, tamper, power, identity, counters, capabilities } = terminal.status;
    const { roundTripMs, retries, bad, discarded } = counters;
    const words = Object.entries(steps).map(([name, result]) => `${name} ${result}`);
    desk.answer(
      {
        zh: `#${tool.address} 在线，${secure ? '已加密' : '明文'}，往返 ${roundTripMs.toFixed(1)} 毫秒：${words.join('，')}`,
        en: `online, ${secure ? 'encrypted' : 'plain text'}`,
      },
      {
        address: tool.address,
        secure,
        tamper,
        power,
        identity: identity ?? null,
        capabilities: capabilities ?? null,
        steps,
        roundTripMs,
        retries,
        bad,
        discarded,
        heard,
      },
    );
    if (Object.values(steps).some((result) => result !== 'ok' && result !== 'not fitted')) {
      throw new ToolError('TEST_FAILED', { zh: '测试没有全部通过', en: 'not everything passed' });
    }
  } finally {
    await bus.close();
  }
}

/** Gives a terminal a new random key of its own, after somebody said yes. */
export async function setKey(tool: ToolArguments, desk: ToolDesk): Promise<void> {
  const { address, busId, dataDir } = tool;
  const keys = openKeys(tool);
  const approved =
    tool.yes ||
    (await desk.approve({
      zh: `给 #${address} 写入新密钥？它必须处于安装模式，写入后不再接受出厂密钥。输入 yes：`,
      en: `give #${address} a new key? It must be in its installation mode. Type yes: `,
    }));
  if (!approved) {
    throw new ToolError('NOT_APPROVED', { zh: '没有批准，未作改动', en: 'not approved; nothing was changed' });
  }
  const bus = await openBus(tool, [address], keys);
  const file = path.join(path.resolve(dataDir), 'terminal-keys.json');
  const id = `${busId}/${address}`;
  try {
    await bus.untilSettled(address);
    await installTerminalKey(bus, keys, { id, address }, randomBytes);
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    const { reason } = error.context;
    throw new HardwareError(error.code === 'OSDP_REFUSED' ? 'OSDP_REFUSED' : 'OSDP_OFFLINE', {
      address,
      ...(reason === undefined ? {} : { reason }),
    });
  } finally {
    await bus.close();
  }
  desk.answer(
    { zh: `#${address} 已有自己的密钥，存于 ${file}（${id}）`, en: `its key is kept in ${file} (${id})` },
    { address, keyId: id, file },
  );
}

/**
 * Two terminals at one address can only be told apart by pulling one out, and a terminal whose key is overwritten here
 * must be reset by hand. Throws ToolError ADDRESS_TAKEN, ADDRESS_HAS_KEY.
 */
async function refuseTaken(tool: ToolArguments): Promise<void> {
  const { address, to, busId, yes } = tool;
  const line = await openTransport(tool);
  try {
    await findSpeed(line, tool, [address, to]);
    const [there] = await new LineSearch(line, realScheduler).addresses([to]);
    if (there || to === address) {
      throw new ToolError('ADDRESS_TAKEN', {
        zh: `地址 ${to} 已有一台报钟器，未作改动`,
        en: `a terminal answers at address ${to} already; nothing was changed`,
      });
    }
  } finally {
    await line.close();
  }
  const keys = openKeys(tool);
  if (!yes && keys.of(`${busId}/${address}`) !== null && keys.of(`${busId}/${to}`) !== null) {
    throw new ToolError('ADDRESS_HAS_KEY', {
      zh: `已存有地址 ${to} 的密钥，可能属于一台断电的报钟器；确定要替换请加 --yes`,
      en: `a key is kept for address ${to}, maybe of a terminal without power; add --yes to replace it`,
    });
  }
}

/** Gives a terminal another address, and its key along with it. */
export async function setAddress(tool: ToolArguments, desk: ToolDesk): Promise<void> {
  const { address, to, busId, speed } = tool;
  await refuseTaken(tool);
  const bus = await openTerminal(tool);
  try {
    if (bus.bitsPerSecond === undefined && speed === undefined) {
      throw new ToolError(
        'USAGE',
        {
          zh: '经串口服务器时请用 --speed 给出线路波特率',
          en: 'over a converter --speed must say the speed of the line',
        },
        2,
      );
    }
    await changeAddress(bus, address, to, speed);
    openKeys(tool).rename(`${busId}/${address}`, `${busId}/${to}`);
  } finally {
    await bus.close();
  }
  desk.answer(
    { zh: `#${address} 已改为 #${to}；请同样修改门店文件`, en: `now #${to}; change the site file as well` },
    { from: address, to },
  );
}
