import { createHmac, hash, type KeyObject } from 'node:crypto';

/** What tells a command asked again from another one under the same id: its name and its checked input. */
interface CommandSaid {
  readonly name: string;
  readonly data: unknown;
}

/** SHA-256 in lower-case hex. */
export function commandHash(said: CommandSaid): string {
  return hash('sha256', textOf(said), 'hex');
}

/**
 * The same where the input has personal fields: a plain hash would tell whoever guesses a name and a number that the
 * guess is right, also after they were erased. HMAC-SHA-256, `<id of the key>:<hex>`.
 */
export function keyedCommandHash(said: CommandSaid, { id, key }: { id: string; key: KeyObject | Uint8Array }): string {
  return `${id}:${createHmac('sha256', key).update(textOf(said)).digest('hex')}`;
}

/** The key's id of a keyed hash; null for a plain one. */
export function keyIdOfHash(hash: string): string | null {
  const at = hash.indexOf(':');
  return at === -1 ? null : hash.slice(0, at);
}

/** JSON with the keys of every object sorted, so that the same content gives the same text. */
function textOf({ name, data }: CommandSaid): string {
  const json = JSON.stringify(data, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
  return `${name}\n${json}`;
}
