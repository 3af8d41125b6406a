import { createPrivateKey, generateKeyPairSync, type KeyObject, X509Certificate } from 'node:crypto';
import { readFileSync, renameSync } from 'node:fs';
import path from 'node:path';
import { dayMs } from '../../../core/kernel/time.ts';
import { writeWhole } from '../../../db/engine/whole-file.ts';
import { authorityCertificate, isPrivateAddress, mayName, serverCertificate } from './certificate.ts';
import { isHostName, type MachineNames } from './machine-names.ts';
import { markOf } from './pinned-authority.ts';

/** Key and certificate in one file of the data folder, which only the store's user may read. */
export const authorityFileName = 'authority.pem';

/** A new one is made so long before the end, at a start. */
const authoritySpareMs = 60 * dayMs;

/** A server's key and certificate, for `tls`. */
export interface ServerPair {
  /** PEM. */
  key: string;
  /** PEM: the server's certificate, and the authority's behind it. */
  chain: string;
  certificate: X509Certificate;
}

/**
 * The store's own certificate authority: made once, at the first start with `--lan`, and kept. Screens of the store
 * trust what it vouches for, so its key never leaves the folder but under the recovery code.
 */
export class StoreAuthority {
  readonly certificate: X509Certificate;
  readonly #privateKey: KeyObject;
  #mark: string | null = null;

  private constructor(certificate: X509Certificate, privateKey: KeyObject) {
    this.certificate = certificate;
    this.#privateKey = privateKey;
  }

  /**
   * Reads the authority of a data folder, or makes it. What cannot be read, and what has ended at `now` (UTC ms), is put
   * aside and told to `onBroken`: every screen has then to be paired anew.
   */
  static open(
    dataDir: string,
    { names, now, onBroken }: { names: MachineNames; now: number; onBroken(aside: string): void },
  ): StoreAuthority {
    const file = path.join(dataDir, authorityFileName);
    const text = textOf(file);
    const kept = text === null ? null : authorityIn(text, now);
    if (kept) return new StoreAuthority(kept.certificate, kept.privateKey);
    if (text !== null) {
      const aside = `${file}.broken-${now}`;
      renameSync(file, aside);
      onBroken(aside);
    }
    return StoreAuthority.#make(file, names);
  }

  /** What of it is typed at a new screen. Computed once: it costs a tenth of a second. */
  get mark(): string {
    this.#mark ??= markOf(this.certificate);
    return this.#mark;
  }

  /** A new key with a certificate for those of the names that the authority may vouch for. `now`: UTC ms. */
  serverPair(names: MachineNames, now: number): ServerPair {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const authority = { certificate: this.certificate, privateKey: this.#privateKey };
    const certificate = serverCertificate(authority, publicKey, this.vouchedFor(names), now);
    return {
      key: pemOf(privateKey),
      chain: `${certificate.toString()}${this.certificate.toString()}`,
      certificate,
    };
  }

  /** Those of the names that a certificate can be made for: private addresses, names that it was made for. */
  vouchedFor({ hosts, addresses }: MachineNames): MachineNames {
    return {
      hosts: hosts.filter((host) => isHostName(host) && mayName(this.certificate, host)),
      addresses: addresses.filter(isPrivateAddress),
    };
  }

  static #make(file: string, { hosts }: MachineNames): StoreAuthority {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const certificate = authorityCertificate(privateKey, hosts.filter(isHostName));
    writeWhole(file, Buffer.from(`${pemOf(privateKey)}${certificate.toString()}`));
    return new StoreAuthority(certificate, privateKey);
  }
}

const pemOf = (privateKey: KeyObject): string => privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

interface Kept {
  certificate: X509Certificate;
  privateKey: KeyObject;
}

/** Null for what is no authority with its key, and for one that has ended or is about to. */
function authorityIn(pem: string, now: number): Kept | null {
  try {
    const certificate = new X509Certificate(pem.slice(pem.indexOf('-----BEGIN CERTIFICATE-----')));
    const privateKey = createPrivateKey(pem);
    const isWhole = certificate.ca && certificate.checkPrivateKey(privateKey);
    return isWhole && certificate.validToDate.getTime() - now > authoritySpareMs ? { certificate, privateKey } : null;
  } catch {
    return null;
  }
}

function textOf(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}
