import type { Page } from 'playwright-core';
import type { ScreenName } from '../../../electron/windows.ts';
import { findElectron } from '../../../scripts/common/electron-binary.ts';
import type { Verdict } from '../stand-in/electron.ts';
import { openOnElectron } from './on-electron.ts';
import { openOnStandIn } from './on-stand-in.ts';

export type { Verdict };

/** A frame as the gateway sees the sender of a message. */
export interface SenderFrame {
  url: string;
  /** Null for a main frame. */
  parent: object | null;
}

/** The desktop program over its demo store, running; the same on real Electron and on the stand-in. */
export interface DesktopUnderTest {
  /** What it runs on, to be told. */
  readonly name: string;
  readonly displayCount: number;
  /** The pages of the windows that are open. */
  pages(): Page[];
  /** The title in the window's frame. */
  title(page: Page): Promise<string>;
  /** Lets the page go to another address; says what the program answered. */
  tryNavigation(page: Page, url: string): Promise<Verdict>;
  /** Lets the page open a window. */
  tryWindow(page: Page, url: string): Promise<Verdict>;
  /** Lets the page ask for a permission, by its name in the browser's Permissions API. */
  tryPermission(page: Page, name: string): Promise<Verdict>;
  /** A raw message to the store as such a frame would send it (`page: null`: of no window of ours); the replies. */
  post(page: Page | null, frame: SenderFrame, message: unknown): Promise<unknown[]>;
  /** Chooses the menu's entry whose label holds this text. */
  chooseMenu(text: string): Promise<void>;
  /** The roles of all entries of the menu, in small letters. */
  menuRoles(): Promise<string[]>;
  /** Quits as the menu would; resolves with the exit code. */
  quit(): Promise<number | null>;
  /** Ends what is left of it. */
  stop(): Promise<void>;
}

/** How a desktop is started: nobody's clock, language or port of this machine in it. */
export function startArguments(dataDir: string): string[] {
  return ['--demo', '--data', dataDir, '--port', '0', '--language', 'en'];
}

/** Starts the built program: on Electron where its binary is, else on the stand-in. */
export function openDesktop(dataDir: string, env: NodeJS.ProcessEnv): Promise<DesktopUnderTest> {
  const electron = findElectron(env);
  return electron ? openOnElectron(electron, startArguments(dataDir), env) : openOnStandIn(startArguments(dataDir));
}

/** The page of that screen's window, of those that are open. */
export function pageOf(desktop: DesktopUnderTest, screen: ScreenName): Page | undefined {
  return desktop.pages().find((page) => new URL(page.url()).hash.startsWith(`#/${screen}`));
}
