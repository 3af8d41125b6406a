/** As long as a signed POLL with its mark, bytes. */
export const barePollBytes = 15;
/** As long as a signed ACK with its mark, bytes. */
const ackBytes = 15;
/** As long as a signed RAW reply with a card of four bytes and its mark, bytes. */
const cardBytes = 32;

/** A question: the address, then nothing of worth. */
export function barePoll(address: number): Buffer {
  const frame = Buffer.alloc(barePollBytes);
  frame[0] = address;
  return frame;
}

/** An answer says its own length in the second byte. */
export function bareAck(address: number): Buffer {
  const frame = Buffer.alloc(ackBytes);
  frame[0] = address;
  frame[1] = ackBytes;
  return frame;
}

/** `uid`: hex, four bytes. */
export function bareCard(address: number, uid: string): Buffer {
  const frame = Buffer.alloc(cardBytes);
  frame[0] = address;
  frame[1] = cardBytes;
  frame.write(uid, 2, 'hex');
  return frame;
}

/** The card in an answer, upper-case hex; null where there is none. */
export function cardIn(frame: Uint8Array): string | null {
  if (frame.length !== cardBytes) return null;
  return Buffer.from(frame.subarray(2, 6)).toString('hex').toUpperCase();
}
