/** No two look alike, and their number is a prime: then a check finds every wrong and every swapped character. */
const alphabet = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const groups = 6;
const charactersOfGroup = 4;

/** A code as it is typed is not one; `group`: the first that has a mistake, counted from 1; null: groups are missing. */
export interface MistypedCode {
  group: number | null;
}

/**
 * A new recovery code: six groups of four characters and a check character, 118 bits. `random` gives that many random
 * bytes.
 */
export function newRecoveryCode(random: (count: number) => Uint8Array): string {
  // Above the last whole round some characters would come more often.
  const most = 256 - (256 % alphabet.length);
  const characters: string[] = [];
  while (characters.length < groups * charactersOfGroup) {
    for (const byte of random(32)) if (byte < most) characters.push(alphabet[byte % alphabet.length] ?? '');
  }
  const groupAt = (at: number) => characters.slice(at * charactersOfGroup, (at + 1) * charactersOfGroup).join('');
  return Array.from({ length: groups }, (_, at) => groupAt(at) + checkOf(groupAt(at), at)).join('-');
}

/** A code as it was typed or scanned, in its one form: capitals, groups with a dash. */
export function readRecoveryCode(typed: string): string | MistypedCode {
  const characters = typed
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[^0-9A-Z]/g, '');
  const length = charactersOfGroup + 1;
  const found = Array.from({ length: groups }, (_, at) => characters.slice(at * length, (at + 1) * length));
  const wrong = found.findIndex((group, at) => group.length === length && !isGroup(group, at));
  if (wrong >= 0) return { group: wrong + 1 };
  return characters.length === groups * length ? found.join('-') : { group: null };
}

function isGroup(group: string, at: number): boolean {
  const said = group.slice(0, charactersOfGroup);
  return [...group].every((character) => alphabet.includes(character)) && group.endsWith(checkOf(said, at));
}

/** The place of the group counts too: swapped groups are found. */
function checkOf(group: string, at: number): string {
  const sum = [...group].reduce((so, character, place) => so + (place + 1) * alphabet.indexOf(character), (at + 1) * 5);
  return alphabet[sum % alphabet.length] ?? '';
}
