import { parseArgs } from 'node:util';
import type { TransportSettings } from '../../hardware/transport/transport.ts';
import { ToolError } from './tool-error.ts';

export const usage = `usage / 用法:
  npm run bus -- scan        --port PORT [--baud N] [--addresses 0-126]     speed, terminals, what they can / 查找波特率和报钟器
  npm run bus -- watch       --port PORT --addresses LIST [--listen]        what passes, decoded / 解读线路报文
  npm run bus -- test        --port PORT --address N [--wait SECONDS]       shows, beeps, lights, reads / 测试一台报钟器
  npm run bus -- set-key     --port PORT --address N [--yes]                a new key of its own / 写入新密钥
  npm run bus -- set-address --port PORT --address N --to M [--speed BAUD] [--yes]  another address / 修改地址
  npm run bus -- set-speed   --port PORT --speed BAUD [--addresses LIST]    another speed for the whole line / 修改整条线路的波特率

  PORT: /dev/ttyUSB0, COM3 or host:port (serial-to-Ethernet converter / 串口服务器)
  --baud N    speed of a serial line; looked for where it is not given / 串口波特率，不给则自动查找
  --rts high|low   a simple adapter that sends while RTS is high (low) / RS-485 转换器的收发控制
  --data DIR  folder with terminal-keys.json (the store's data folder; default: here) / 密钥文件所在目录
  --bus ID    the line's id in the site file, for the keys (default: bus) / 门店文件中的线路名
  --json      one JSON value instead of text; watch: one a line / 输出 JSON
`;

const commands = ['scan', 'watch', 'test', 'set-key', 'set-address', 'set-speed'] as const;

/** What was asked for on the command line. */
export interface ToolArguments {
  command: (typeof commands)[number];
  transport: TransportSettings;
  /** Undefined: looked for, where the line has a speed. */
  baudRate: number | undefined;
  /** Default: all 127. */
  addresses: number[];
  /** The one terminal of `test`, `set-key`, `set-address`. */
  address: number;
  to: number;
  /** Speed the terminal is told along with its new address, where the line does not say it; `set-speed`: the new one. */
  speed: number | undefined;
  waitSeconds: number;
  listen: boolean;
  yes: boolean;
  json: boolean;
  dataDir: string;
  busId: string;
}

const options = {
  port: { type: 'string' },
  baud: { type: 'string' },
  rts: { type: 'string' },
  addresses: { type: 'string', default: '0-126' },
  address: { type: 'string' },
  to: { type: 'string' },
  speed: { type: 'string' },
  wait: { type: 'string', default: '0' },
  listen: { type: 'boolean', default: false },
  yes: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  data: { type: 'string', default: '.' },
  bus: { type: 'string', default: 'bus' },
} as const;

const speeds = [9600, 19_200, 38_400, 57_600, 115_200, 230_400];
/** Where searching for the speed begins. */
const firstSpeed = 9600;
const mostWaitSeconds = 3600;

/** Reads the command line. Throws ToolError USAGE with what is wrong. */
export function parseTool(args: string[]): ToolArguments {
  const { values, positionals } = read(args);
  const [name, ...more] = positionals;
  const command = commands.find((each) => each === name);
  if (!command || more.length > 0) throw bad(`不认识的命令：${name ?? ''}`, `unknown command: ${name ?? ''}`);
  if (values.port === undefined) throw bad('请给出 --port', '--port is missing');
  const baudRate = values.baud === undefined ? undefined : speedOf('--baud', values.baud);
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]{0,31}$/.test(values.bus)) throw bad('--bus 格式不对', '--bus is no id');
  const one = command === 'test' || command === 'set-key' || command === 'set-address';
  return {
    command,
    transport: transportOf(values.port, baudRate ?? firstSpeed, values.rts),
    baudRate,
    addresses: addressesOf(values.addresses),
    address: one ? addressOf('--address', values.address) : 0,
    to: command === 'set-address' ? addressOf('--to', values.to) : 0,
    speed: values.speed === undefined ? undefined : speedOf('--speed', values.speed),
    waitSeconds: numberOf('--wait', values.wait, mostWaitSeconds),
    listen: values.listen,
    yes: values.yes,
    json: values.json,
    dataDir: values.data,
    busId: values.bus,
  };
}

function read(args: string[]) {
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    // The first sentence says what is wrong, the others how to write what nobody means.
    const [message = ''] = (error instanceof Error ? error.message : String(error)).split('. ');
    throw bad(message, message);
  }
}

/** A path is a serial line, `host:port` a converter. */
function transportOf(port: string, baudRate: number, rts: string | undefined): TransportSettings {
  const tcp = /^([^/\\]+):(\d{1,5})$/.exec(port);
  if (tcp?.[1] !== undefined) {
    const number = Number(tcp[2]);
    if (number < 1 || number > 65_535) throw bad(`端口号不对：${port}`, `no such port number: ${port}`);
    return { type: 'tcp', host: tcp[1], port: number };
  }
  if (rts !== undefined && rts !== 'high' && rts !== 'low') throw bad('--rts 应为 high 或 low', '--rts: high or low');
  const direction =
    rts === undefined ? {} : { direction: rts === 'high' ? ('rts' as const) : ('rts-inverted' as const) };
  return { type: 'serial', path: port, baudRate, ...direction };
}

/** `3`, `0-31`, `1,2,8-10`. */
function addressesOf(text: string): number[] {
  const found = new Set<number>();
  for (const part of text.split(',')) {
    const range = /^(\d{1,3})(?:-(\d{1,3}))?$/.exec(part.trim());
    const from = Number(range?.[1] ?? Number.NaN);
    const to = Number(range?.[2] ?? from);
    if (!range || from > to || to > 126) throw bad(`地址应为 0–126：${part}`, `addresses are 0 to 126: ${part}`);
    for (let address = from; address <= to; address += 1) found.add(address);
  }
  return [...found];
}

function addressOf(option: string, text: string | undefined): number {
  if (text === undefined) throw bad(`请给出 ${option}`, `${option} is missing`);
  return numberOf(option, text, 126);
}

function speedOf(option: string, text: string): number {
  const speed = Number(text);
  if (!speeds.includes(speed)) throw bad(`${option} 应为 ${speeds.join('、')}`, `${option}: ${speeds.join(', ')}`);
  return speed;
}

function numberOf(option: string, text: string, most: number): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value > most) throw bad(`${option} 应为 0–${most}`, `${option}: 0 to ${most}`);
  return value;
}

function bad(zh: string, en: string): ToolError {
  return new ToolError('USAGE', { zh, en }, 2);
}
