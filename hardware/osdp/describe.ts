import iconv from 'iconv-lite';
import type { Command } from './codec/commands.ts';
import { keysToText, type Reply } from './codec/replies.ts';

/** Values longer than this are cut: one line is one line. */
const MOST_CHARACTERS = 60;

/** Names of the protocol for the IDs that are none of words of their own. */
const names: Partial<Record<Command['type'] | Reply['type'], string>> = {
  ccrypt: 'CCRYPT',
  rmac: 'RMAC_I',
  com: 'COM',
};

/**
 * A command or reply as one line for technicians: the protocol's own name and what it carries, `TEXT 1:1 "房间"`.
 * The names are the standard's and the same in every language. What proves or carries a key is left out.
 */
export function describeMessage(message: Command | Reply): string {
  const name = names[message.type] ?? message.type.toUpperCase();
  const facts = factsOf(message);
  return facts === '' ? name : `${name} ${facts}`;
}

function factsOf(message: Command | Reply): string {
  switch (message.type) {
    case 'text':
      return `${message.row}:${message.column} ${quoted(message.text)}${message.seconds > 0 ? ` ${message.seconds} s` : ''}`;
    case 'led': {
      const { temporary, permanent } = message;
      const part = temporary.code === 2 ? temporary : permanent;
      return `colour ${part.onColour} on ${part.on} off ${part.off}${temporary.code === 2 ? ` for ${temporary.timer100ms / 10} s` : ''}`;
    }
    case 'buz':
      return `${message.repetitions} × ${message.on}/${message.off}`;
    case 'comset':
    case 'com':
      return `address ${message.address} speed ${message.baudRate}`;
    case 'nak':
      return `reason ${message.reason}`;
    case 'raw':
      return `${message.bits} bits ${hexOf(message.card)}`;
    case 'keypad':
      return `"${keysToText(message.keys)}"`;
    case 'pdid':
      return `vendor ${hexOf(message.vendor)} model ${message.model}.${message.version} serial ${message.serial}`;
    case 'pdcap':
      return message.capabilities
        .map((each) => `${each.function}:${each.level}/${each.count}`)
        .join(' ')
        .slice(0, MOST_CHARACTERS);
    case 'lstatr':
      return `tamper ${message.tamper} power ${message.power}`;
    case 'rstatr':
      return hexOf(message.readers);
    case 'unknown':
      return `${message.id.toString(16).padStart(2, '0').toUpperCase()}h ${message.data.length} bytes`;
    default:
      return '';
  }
}

function quoted(text: Uint8Array): string {
  return `"${iconv.decode(Buffer.from(text), 'gb18030').slice(0, MOST_CHARACTERS)}"`;
}

function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.subarray(0, MOST_CHARACTERS / 2))
    .toString('hex')
    .toUpperCase();
}
