import { type Browser, chromium } from 'playwright-core';
import { findBrowser, unattendedFlags } from '../../scripts/common/browser.ts';
import { findProgram } from '../../scripts/common/debian-packages.ts';

/**
 * The system's Chromium, without a window: `CHROMIUM` names another. The one made for it has no bars and menus to draw
 * and shows the same pages. `more`: of its own flags.
 */
export function launchChromium(more: string[] = []): Promise<Browser> {
  const executablePath = process.env.CHROMIUM ?? findProgram('chromium-headless-shell') ?? findBrowser(process.env);
  if (!executablePath) throw new Error('the tests need a browser: chromium-headless-shell or chromium');
  return chromium.launch({ executablePath, args: [...unattendedFlags, ...more] });
}
