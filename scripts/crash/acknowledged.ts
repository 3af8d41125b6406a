import { answersIn } from '../common/store-caller.ts';
import type { Step } from './trace.ts';

/** An answer as it left the store, and where in the record: from then on somebody may rely on it. */
export interface Left {
  at: number;
  data: unknown;
}

/** All answers of a record that were no refusals, as they left by the connections, in order. */
export function answersLeft(steps: readonly Step[]): Left[] {
  const streams = new Map<string, { rest: Buffer; isOpen: boolean }>();
  const left: Left[] = [];
  for (const step of steps) {
    if (step.kind !== 'send') continue;
    const stream = streams.get(step.socket) ?? { rest: Buffer.alloc(0), isOpen: false };
    streams.set(step.socket, stream);
    stream.rest = Buffer.concat([stream.rest, step.bytes]);
    if (!stream.isOpen) {
      const end = stream.rest.indexOf('\r\n\r\n');
      if (end < 0) continue;
      stream.isOpen = true;
      stream.rest = stream.rest.subarray(end + 4);
    }
    for (let frame = frameIn(stream.rest); frame; frame = frameIn(stream.rest)) {
      stream.rest = stream.rest.subarray(frame.end);
      if (!frame.isText) continue;
      for (const { outcome } of answersIn(frame.text)) {
        if (outcome.kind === 'answer') left.push({ at: step.begun, data: outcome.data });
      }
    }
  }
  return left;
}

/** The first frame of a WebSocket's bytes (RFC 6455; a server does not mask), null where it is not whole yet. */
function frameIn(bytes: Buffer): { isText: boolean; text: string; end: number } | null {
  if (bytes.length < 2) return null;
  const short = bytes.readUInt8(1) & 0x7f;
  const head = short === 126 ? 4 : short === 127 ? 10 : 2;
  if (bytes.length < head) return null;
  const length = short === 126 ? bytes.readUInt16BE(2) : short === 127 ? Number(bytes.readBigUInt64BE(2)) : short;
  const end = head + length;
  if (bytes.length < end) return null;
  return { isText: (bytes.readUInt8(0) & 0x0f) === 1, text: bytes.toString('utf8', head, end), end };
}
