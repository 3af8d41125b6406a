import { capability } from './codec/replies.ts';
import type { Capabilities } from './session-types.ts';

const textSizes = ['', '1×16', '2×16', '4×16'];
const lightColours = ['', 'on/off', 'on/off, timed', 'red/green', 'red/green/amber'];

/**
 * What a terminal's list says, in a few words for installers, the same in every language: `text 2×16, light
 * red/green, beeper, CRC, AES-128, buffer 128`. What it does not have is named with “no”.
 */
export function describeCapabilities(list: Capabilities): string {
  const level = (code: number) => list.get(code)?.level ?? 0;
  const named = (name: string, words: readonly string[], code: number) =>
    level(code) === 0 ? `no ${name}` : `${name} ${words[level(code)] ?? `level ${level(code)}`}`;
  const buffer = list.get(capability.receiveBuffer);
  return [
    named('text', textSizes, capability.text),
    named('light', lightColours, capability.led),
    level(capability.beeper) === 0 ? 'no beeper' : 'beeper',
    level(capability.check) === 0 ? 'checksum only' : 'CRC',
    (level(capability.security) & 1) === 0 ? 'no encryption' : 'AES-128',
    ...(buffer ? [`buffer ${buffer.level + buffer.count * 256}`] : []),
  ].join(', ');
}
