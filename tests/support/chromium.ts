import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

/** Without the bars and menus nobody looks at: a third of the work, and the same pages. */
const withoutWindow = '/usr/bin/chromium-headless-shell';

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The system's Chromium, without a window. `more`: of its own flags. */
export function launchChromium(more: string[] = []): Promise<Browser> {
  const executablePath = process.env.CHROMIUM ?? (existsSync(withoutWindow) ? withoutWindow : '/usr/bin/chromium');
  return chromium.launch({ executablePath, args: [...flags, ...more] });
}
