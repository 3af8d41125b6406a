import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { errorText } from '../../core/error-texts.ts';
import { StoreError } from '../../core/kernel/error.ts';
import { commonError } from '../../core/kernel/errors.ts';
import { HardwareError } from '../../hardware/error.ts';
import { readSite } from '../../host/setup/site-files.ts';
import { panelHelp, runPanelLine } from './panel.ts';
import { SiteSimulator } from './site-simulator.ts';

const demoSiteFile = path.join(import.meta.dirname, '..', '..', 'site', 'jiangwan.json');
const usage = `usage / 用法:
  npm run sim -- [--site FILE] [--tcp] [--first-port N] [--out FILE] [--seed N] [--json]

  --site FILE     the store whose terminals, printers and readers are simulated; default: the demo store / 门店文件
  --tcp           lines behind TCP ports instead of serial devices / 线路用 TCP 端口
  --first-port N  ports from N on, so that they stay the same / 固定端口
  --out FILE      where the site file to start the store with is written / 写出的门店文件
  --json          JSON lines instead of text / 输出 JSON
`;

/** `npm run sim`: simulators until the end of the input or a signal; returns the exit status. */
export async function runSimulator(args: string[]): Promise<number> {
  let json = false;
  try {
    const { values } = readArguments(args);
    ({ json } = values);
    const { full: site } = readSite(readFileSync(values.site, 'utf8'));
    const simulator = await SiteSimulator.open({
      site,
      lines: values.tcp || process.platform === 'win32' ? 'tcp' : 'pty',
      firstPort: numberOf(values['first-port'], 65_000),
      seed: numberOf(values.seed, 0xffff_ffff),
      onTerminal: (terminal) => {
        if (json) print({ event: 'terminal', ...terminal });
      },
      onSlip: (printer, text) => {
        if (json) print({ event: 'slip', printer, text });
        else process.stdout.write(`── ${printer}\n${text}\n──\n`);
      },
    });
    try {
      tellReady(
        simulator,
        values.out ?? path.join(mkdtempSync(path.join(tmpdir(), 'clockroom-sim-')), 'site.json'),
        json,
      );
      await readPanel(simulator, json);
    } finally {
      await simulator.close();
    }
    return 0;
  } catch (error) {
    const words = wordsOf(error);
    if (json) print({ ok: false, ...words });
    process.stderr.write(`clockroom: ${words.zh} / ${words.en}\n`);
    if (words.code === 'INPUT_INVALID') process.stderr.write(usage);
    return words.code === 'INPUT_INVALID' ? 2 : 1;
  }
}

function readArguments(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        site: { type: 'string', default: demoSiteFile },
        tcp: { type: 'boolean', default: false },
        'first-port': { type: 'string', default: '0' },
        out: { type: 'string' },
        seed: { type: 'string', default: '1' },
        json: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    throw commonError('INPUT_INVALID', { detail: error instanceof Error ? error.message : String(error) });
  }
}

function numberOf(text: string, most: number): number {
  if (!/^\d+$/.test(text) || Number(text) > most) throw commonError('INPUT_INVALID', { detail: text });
  return Number(text);
}

function tellReady(simulator: SiteSimulator, siteFile: string, json: boolean): void {
  // With the terminals' keys: for this user only.
  writeFileSync(siteFile, JSON.stringify(simulator.site, null, 2), { mode: 0o600 });
  const { buses, printers } = simulator.site;
  const readers = simulator.site.readers.flatMap((reader) =>
    reader.type === 'tcp'
      ? [{ id: reader.id, transport: { type: 'tcp' as const, host: reader.host, port: reader.port } }]
      : [],
  );
  if (json) {
    const places = (devices: { id: string; transport: object }[]) =>
      devices.map(({ id, transport }) => ({ id, transport }));
    const devices = { buses: places(buses), printers: places(printers), readers: places(readers) };
    print({ ready: true, siteFile, ...devices });
    return;
  }
  const rows = [...buses, ...printers, ...readers].map(({ id, transport }) => {
    const where =
      transport.type === 'serial'
        ? transport.path
        : transport.type === 'tcp'
          ? `${transport.host}:${transport.port}`
          : '';
    return `  ${id.padEnd(14)} ${where}`;
  });
  process.stdout.write(`${rows.join('\n')}\n\nnpm start -- --site ${siteFile} --data NEW-FOLDER\n\n${panelHelp}\n`);
}

/** Runs what is typed, line by line, until the input ends or somebody quits. */
async function readPanel(simulator: SiteSimulator, json: boolean): Promise<void> {
  const input = createInterface({ input: process.stdin });
  const stop = () => input.close();
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  for await (const line of input) {
    if (line.trim() === '') continue;
    if (line.trim() === 'quit') break;
    try {
      const { data, text } = await runPanelLine(simulator, line);
      if (json) print({ ok: true, ...data });
      else process.stdout.write(`${text}\n`);
    } catch (error) {
      const words = wordsOf(error);
      if (json) print({ ok: false, ...words });
      else process.stdout.write(`${words.zh} / ${words.en}\n`);
    }
  }
}

function wordsOf(error: unknown): { code: string; zh: string; en: string } {
  if (error instanceof StoreError || error instanceof HardwareError) {
    const { code, context } = error;
    return { code, zh: errorText(code, 'zh-CN', context), en: errorText(code, 'en', context) };
  }
  if (error instanceof Error && 'code' in error)
    return { code: String(error.code), zh: error.message, en: error.message };
  throw error;
}

function print(value: object): void {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}
