import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { writeWhole } from '../../../db/engine/whole-file.ts';
import { newToken } from '../../people/tokens.ts';

/** Where the page stands that opens the screens as this machine's own. */
export function ownScreenFile(dataDir: string): string {
  return path.join(dataDir, 'open-store.html');
}

/**
 * What screens of this machine show this time: new at each start. Where the program was cut off, the page of that time
 * is still there, and what it says goes on: windows that were open then find their way back by themselves.
 */
export function ownTokenFor(dataDir: string): string {
  try {
    const kept = /#own=([\w-]{43})"/.exec(readFileSync(ownScreenFile(dataDir), 'utf8'))?.[1];
    return kept ?? newToken();
  } catch {
    return newToken();
  }
}

/**
 * Writes a page that goes on to that address. What makes a browser a screen of this machine must be read by the store's
 * user alone: this file can be, what a program was started with cannot.
 */
export function keepOwnScreen(dataDir: string, url: string): void {
  const page = `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="referrer" content="no-referrer"><meta http-equiv="refresh" content="0;url=${url}"><title>Clockroom</title></head><body><a href="${url}">Clockroom</a></body></html>\n`;
  writeWhole(ownScreenFile(dataDir), Buffer.from(page));
}

/** The store is closed: what it opened, opens nothing any more. */
export function forgetOwnScreen(dataDir: string): void {
  rmSync(ownScreenFile(dataDir), { force: true });
}
