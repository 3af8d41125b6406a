import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { findProgram } from './debian-packages.ts';

const linuxNames = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];

/** Flags of a browser that nobody looks at: as root, without a graphics card, and never asking its maker for anything. */
export const unattendedFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Browsers that can show an address as a window of its own, by platform. */
export function findBrowser(env: NodeJS.ProcessEnv): string | null {
  if (process.platform === 'win32') {
    const folders = [env.ProgramFiles, env['ProgramFiles(x86)'], env.LOCALAPPDATA].filter(
      (folder) => folder !== undefined,
    );
    const places = [
      ['Google', 'Chrome', 'Application', 'chrome.exe'],
      ['Microsoft', 'Edge', 'Application', 'msedge.exe'],
    ];
    return folders.flatMap((folder) => places.map((place) => path.join(folder, ...place))).find(existsSync) ?? null;
  }
  if (process.platform === 'darwin') {
    const places = [
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
      '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
      '/Applications/Chromium.app/Contents/MacOS/Chromium',
    ];
    return places.find((file) => existsSync(file)) ?? null;
  }
  return linuxNames.map(findProgram).find((file) => file !== null) ?? null;
}

/**
 * Opens an address as a window without tabs, in a browser profile of its own. Returns how to close it, or null where
 * there is no such browser or no display.
 */
export function openAppWindow(url: string, profileDir: string, env: NodeJS.ProcessEnv): (() => void) | null {
  const hasDisplay = process.platform !== 'linux' || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY);
  const browser = hasDisplay ? findBrowser(env) : null;
  if (!browser) return null;
  const quiet = ['--no-first-run', '--no-default-browser-check', '--disable-sync', '--disable-background-networking'];
  // The browser refuses to sandbox itself for root.
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const child = spawn(browser, [`--app=${url}`, `--user-data-dir=${profileDir}`, ...quiet, ...asRoot], {
    stdio: 'ignore',
  });
  child.on('error', () => process.stderr.write(`clockroom: ${browser} could not be started\n`));
  child.unref();
  return () => child.kill();
}
