import type { Language } from '../../core/kernel/money.ts';
import type { SiteReader } from '../../core/model/site/schema.ts';
import { type MissingLine, missingToOpen } from '../../core/rules/site/missing.ts';
import type { NewStoreAnswers } from '../../core/rules/site/new-site.ts';
import { staffWithPin } from '../../db/operational/credentials.ts';
import type { StoreDatabase } from '../../db/store-database.ts';
import type { RunOwn } from '../contract/commands.ts';
import type { Connection, SessionView } from '../contract/connection.ts';
import type { TerminalKeys } from '../secrets/terminal-keys.ts';
import type { ExportOf, ReadBefore, SetupService } from './service.ts';
import { exportSite } from './site-files.ts';
import type { StoreSetup } from './store-setup.ts';

export interface SetupDeskOptions {
  /** Who is signed in on the connection now, null for nobody. */
  sessionOn(connection: Connection): SessionView | null;
  db: StoreDatabase;
  keys: TerminalKeys;
  setup: StoreSetup;
  run: RunOwn;
  /** There is no recovery sheet, where there should be one. */
  lacksSheet(): boolean;
  /** The store has been set up: it opens. */
  onSetUp(): Promise<void>;
  /** Ends when the devices are opened by the file that is in force. */
  devicesFollow(): Promise<void>;
}

/** Site files, as the screens bring and ask for them. */
export class SetupDesk implements SetupService {
  readonly #options: SetupDeskOptions;

  constructor(options: SetupDeskOptions) {
    this.#options = options;
  }

  async demo(language: Language): Promise<void> {
    const { setup, onSetUp } = this.#options;
    setup.asDemo(language);
    await onSetUp();
  }

  async fromFile(json: string): Promise<void> {
    const { setup, onSetUp } = this.#options;
    setup.fromFile(json, false);
    await onSetUp();
  }

  async fromAnswers(answers: NewStoreAnswers): Promise<void> {
    const { setup, onSetUp } = this.#options;
    setup.fromAnswers(answers);
    await onSetUp();
  }

  missing(): MissingLine[] {
    const { db, lacksSheet } = this.#options;
    const { site, demo } = db.state.site;
    return missingToOpen({ site, demo, withPin: new Set(staffWithPin(db.read)), lacksSheet: lacksSheet() });
  }

  async importSite(connection: Connection, json: string, read: ReadBefore = {}): Promise<void> {
    await this.#import(connection, json, read);
  }

  async #import(connection: Connection, json: string, read: ReadBefore & { isShown?: boolean }): Promise<void> {
    const { db, setup, devicesFollow, sessionOn } = this.#options;
    const { demo } = db.state.site;
    const session = sessionOn(connection);
    // Without anybody it is the store's own doing.
    setup.import(json, demo, session?.staffNo ?? 'system', connection.stationId, read);
    await devicesFollow();
  }

  /** Takes the site over as it is, with other card readers. Throws as `importSite`. */
  keepReaders(connection: Connection, readers: readonly SiteReader[]): Promise<void> {
    const { db, keys } = this.#options;
    const site = JSON.parse(exportSite(db, keys, { withKeys: false, withCards: true })) as object;
    return this.#import(connection, JSON.stringify({ ...site, readers }), { isShown: true });
  }

  exportSite(connection: Connection, what: ExportOf): string {
    const { db, keys, sessionOn, run } = this.#options;
    const file = exportSite(db, keys, what);
    // It is told before it is given.
    run('site.recordExport', what, sessionOn(connection)?.staffNo ?? 'system', connection.stationId);
    return file;
  }
}
