import { readdirSync, readFileSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Site } from '../../core/model/site/schema.ts';
import type { ReadHandle } from '../../db/engine/connection.ts';
import { readHead } from '../../db/engine/journal.ts';
import type { SupportBundle } from '../parts/support/views.ts';
import { logLines } from './log-lines.ts';

export interface SupportGiven {
  dataDir: string;
  read: ReadHandle;
  /** The settings in force; null: no store yet. */
  site: Site | null;
  /** UTC ms. */
  now: number;
  /** What only a running store knows, by the name of its section; without anybody's words. */
  running: Readonly<Record<string, object>>;
}

/** Gathers all of it. What goes in is named here, one by one: nothing is put in to be taken out again. */
export function supportBundle({ dataDir, read, site, now, running }: SupportGiven): SupportBundle {
  const sections = {
    program: programFacts(),
    ...running,
    settings: site ? settingsFacts(site) : {},
    journal: journalFacts(read),
    safekeeping: keptFacts(dataDir),
    files: fileSizes(dataDir),
    schema: schemaOf(read),
  };
  return {
    kind: 'clockroom-support/1',
    at: now,
    sections: [
      ...Object.entries(sections).map(([name, said]) => ({ name, text: JSON.stringify(said, null, 1) })),
      { name: 'log', text: logLines(dataDir).join('\n') },
    ],
  };
}

function programFacts(): object {
  const { platform, arch, versions, uptime, memoryUsage } = process;
  const { node, electron = null, v8 } = versions as Record<string, string | undefined>;
  return {
    version: process.env.npm_package_version ?? null,
    ...{ platform, arch, node, electron, v8, release: os.release() },
    cores: os.cpus().length,
    memoryBytes: os.totalmem(),
    freeBytes: os.freemem(),
    usedBytes: memoryUsage().rss,
    upSeconds: Math.round(uptime()),
  };
}

/** How large a store it is, and how its devices are connected: no names, no cards, no keys. */
function settingsFacts(site: Site): object {
  const { store, rooms, technicians, staff, services, goods, wristbands, buses, printers, readers } = site;
  const { timeZone, businessDayStartsAt, currency } = store;
  const lineOf = (line: object) => {
    const { type = null, path: at = null, baudRate = null, preset = null } = line as Record<string, unknown>;
    return { type, path: at, baudRate, preset };
  };
  const roles = Object.fromEntries(
    [...Map.groupBy(staff, ({ role }) => role)].map(([role, all]) => [role, all.length]),
  );
  return {
    ...{ timeZone, businessDayStartsAt, currency, roles },
    rooms: rooms.length,
    technicians: technicians.length,
    services: services.length,
    goods: goods.length,
    wristbands: wristbands.length,
    buses: buses.map(({ id, transport, terminals }) => ({ id, ...lineOf(transport), terminals: terminals.length })),
    printers: printers.map(({ id, transport }) => ({ id, ...lineOf(transport) })),
    readers: readers.map((reader) => ({ id: reader.id, ...lineOf(reader) })),
  };
}

/** How much there is, and how fast it is read. */
function journalFacts(read: ReadHandle): object {
  const begun = performance.now();
  const { seq, hash } = readHead(read);
  const types = read.all<{ type: string; count: number }>(
    'SELECT type, COUNT(*) AS count FROM (SELECT type FROM journal ORDER BY seq DESC LIMIT 5000) GROUP BY type ORDER BY type',
  );
  const lastTypes = Object.fromEntries(types.map(({ type, count }) => [type, count]));
  return { seq, hash, lastTypes, readMs: Math.round((performance.now() - begun) * 10) / 10 };
}

/** When the last copy, rows, look and proof were, and what they came to. */
function keptFacts(dataDir: string): object {
  let said: Record<string, unknown>;
  try {
    said = JSON.parse(readFileSync(path.join(dataDir, 'safekeeping.json'), 'utf8')) as Record<string, unknown>;
  } catch {
    return {};
  }
  const facts = ['proof', 'pages', 'copy', 'segment'].map((name) => {
    const { at = null, ok = null, code = null, problems = null } = (said[name] ?? {}) as Record<string, unknown>;
    return [name, { at, ok, code, problems }];
  });
  return { ...Object.fromEntries(facts), hasSheet: said.sheet !== null, hasMove: said.move !== null };
}

/** Names and bytes of what the program itself keeps in the folder, one floor below too; never what is in it. */
function fileSizes(dataDir: string): object {
  const own =
    /^(store|keys)\.sqlite(-wal|-shm)?$|^(journal\.beacon|terminal-keys\.json|safekeeping\.json|health\.json|places\.json)$/;
  const kept = /^store-[\dTZ-]+\.sqlite$|^rows-[\d-]+\.segment$|^\d{4}-\d{2}-\d{2}\.log$|^secrets\.sealed$/;
  const sizesIn = (folder: string, isOurs: RegExp) =>
    namesIn(folder)
      .filter((name) => isOurs.test(name))
      .map((name) => ({ name, bytes: statSync(path.join(folder, name), { throwIfNoEntry: false })?.size ?? 0 }));
  return {
    folder: sizesIn(dataDir, own),
    backups: sizesIn(path.join(dataDir, 'backups'), kept).slice(-100),
    logs: sizesIn(path.join(dataDir, 'logs'), kept),
  };
}

function schemaOf(read: ReadHandle): object {
  return read.all<{ type: string; name: string; sql: string | null }>(
    'SELECT type, name, sql FROM sqlite_schema ORDER BY type, name',
  );
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).toSorted();
  } catch {
    return [];
  }
}
