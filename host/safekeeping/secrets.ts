import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { openSecrets, type RecoveryKeys, type SealedSecrets, sealSecrets } from '../../core/seal/recovery-seal.ts';
import { Connection, type ReadHandle } from '../../db/engine/connection.ts';
import { KeyStore, keysPathOf } from '../../db/engine/key-store.ts';
import { writeWhole } from '../../db/engine/whole-file.ts';
import { allCardNumbers } from '../../db/operational/card-numbers.ts';
import { allPinHashes } from '../../db/operational/credentials.ts';
import { schema } from '../../db/parts.ts';

/** What a store has that must not lie about in a copy. */
export const secretsSchema = z.object({
  /** Of personal fields. */
  keys: z.array(z.object({ keyId: z.string(), kind: z.string(), ownerId: z.string(), key: z.string() })),
  /** Numbers of cards; sheets of before cards left the journal have none. */
  cards: z.array(z.object({ hash: z.string(), uid: z.string() })).default([]),
  pins: z.array(z.object({ staffNo: z.string(), pinHash: z.string() })),
  /** The text of the file; null where there is none. */
  terminalKeys: z.string().nullable(),
  /** The store's own certificate authority, by which its screens know it: the text of the file; null where there is none. */
  authority: z.string().nullable().default(null),
});

export type Secrets = z.output<typeof secretsSchema>;

const fileName = 'secrets.sealed';
/** Files with secrets of their own beside the store's, and what they are called among the secrets. */
export const secretFiles = { terminalKeys: 'terminal-keys.json', authority: 'authority.pem' } as const;

/** What a recovery code opens, as it stands in a file. */
export const sealedSchema = z.object({
  kind: z.literal('clockroom-secrets/1'),
  sheetId: z.string(),
  ephemeral: z.string(),
  nonce: z.string(),
  text: z.string(),
});

/** The secrets of a store's folder as they are; what cannot be read of a damaged file is left out. */
export function secretsOf(dataDir: string, file: string): Secrets {
  return {
    keys: orNone(() => KeyStore.rowsOf(keysPathOf(file))),
    cards: orNone(() => inFile(file, allCardNumbers)),
    pins: orNone(() => inFile(file, allPinHashes)),
    terminalKeys: textOf(path.join(dataDir, secretFiles.terminalKeys)),
    authority: textOf(path.join(dataDir, secretFiles.authority)),
  };
}

/** One copy of the secrets in a place, in the one before's stead: an older one would open what was erased. */
export function keepSecrets(folder: string, secrets: Secrets, publicKey: string): void {
  const sealed = sealSecrets(Buffer.from(JSON.stringify(secrets)), publicKey, randomBytes);
  writeWhole(path.join(folder, fileName), Buffer.from(JSON.stringify(sealed)));
}

/** Which sheets open secrets that are kept in some places. */
export function sheetsOf(places: readonly string[]): string[] {
  return [...new Set(sealedIn(places).map(({ sheetId }) => sheetId))];
}

/** The newest that the code opens, near places first; null where it opens none. */
export function keptSecrets(places: readonly string[], keys: RecoveryKeys): Secrets | null {
  for (const sealed of sealedIn(places)) {
    const opened = openSecrets(sealed, keys);
    if (opened) return secretsSchema.parse(JSON.parse(Buffer.from(opened).toString('utf8')));
  }
  return null;
}

function sealedIn(places: readonly string[]): SealedSecrets[] {
  return places.flatMap((folder) => {
    try {
      return [sealedSchema.parse(JSON.parse(readFileSync(path.join(folder, fileName), 'utf8')))];
    } catch {
      return [];
    }
  });
}

function inFile<Found>(file: string, read: (handle: ReadHandle) => Found): Found {
  const { connection } = Connection.openToLook(file, schema);
  try {
    return read(connection.read);
  } finally {
    connection.close();
  }
}

function textOf(file: string): string | null {
  return existsSync(file) ? readFileSync(file, 'utf8') : null;
}

function orNone<T>(read: () => T[]): T[] {
  try {
    return read();
  } catch {
    return [];
  }
}
