import type { Connection } from '../contract/connection.ts';

/** Making a store out of a site file, and giving it back as one. */
export interface SetupService {
  /** Throws STORE_ALREADY_SET_UP. */
  demo(): Promise<void>;
  /** Checks and imports a site file's text. Throws SITE_INVALID with every problem in the context. */
  fromFile(json: string): Promise<void>;
  /**
   * Takes a newer file over. Throws SITE_INVALID, SITE_IN_USE, and SETTINGS_PROMISED with what it would break unless
   * `despite` names it by key; then nothing was taken over.
   */
  importSite(connection: Connection, json: string, despite?: readonly string[]): Promise<void>;
  /** The store as a site file, with the terminals' keys where they are asked for. */
  exportSite(withKeys: boolean): string;
}
