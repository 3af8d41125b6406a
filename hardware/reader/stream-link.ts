import type { Scheduler, TimerHandle } from '../scheduler.ts';
import type { Transport } from '../transport/transport.ts';
import { type HidReportFormat, uidOfReport } from './hid-report.ts';
import { LineDecoder, type LineFrame } from './line-decoder.ts';
import type { LinkEvents, ReaderLink } from './linked-reader.ts';
import { timing } from './timing.ts';
import { decodeUid, type UidFormat } from './uid.ts';

/** Makes UIDs of what a transport delivers. */
export interface ReaderCodec {
  /** For each piece that is complete: its UID, or null for one that is no card. */
  push(bytes: Uint8Array): (string | null)[];
  /** Forgets what was begun. */
  reset(): void;
}

/** Lines of text or bytes with a beginning and an end, in any pieces. */
export function lineCodec(frame: LineFrame, format: UidFormat): ReaderCodec {
  const decoder = new LineDecoder(frame);
  let discarded = 0;
  return {
    push: (bytes) => {
      const uids = decoder.push(bytes).map((line) => decodeUid(line, format));
      const newlyDiscarded = decoder.discarded - discarded;
      discarded = decoder.discarded;
      return [...uids, ...Array<null>(newlyDiscarded).fill(null)];
    },
    reset: () => decoder.reset(),
  };
}

/** Reports of a USB reader: each delivery is one. */
export function reportCodec(format: HidReportFormat): ReaderCodec {
  return {
    push: (report) => {
      const uid = uidOfReport(report, format);
      return uid === 'other' ? [] : [uid];
    },
    reset: () => {},
  };
}

/** A reader that sends by itself what it reads, over any transport. */
export class StreamLink implements ReaderLink {
  readonly #transport: Transport;
  readonly #codec: ReaderCodec;
  readonly #scheduler: Scheduler;
  #probe: TimerHandle | undefined;

  constructor(transport: Transport, codec: ReaderCodec, scheduler: Scheduler) {
    this.#transport = transport;
    this.#codec = codec;
    this.#scheduler = scheduler;
  }

  get name(): string {
    return this.#transport.name;
  }

  async open(events: LinkEvents): Promise<void> {
    this.#codec.reset();
    this.#transport.setListeners({
      onData: (bytes) => {
        for (const uid of this.#codec.push(bytes)) {
          if (uid === null) events.onUnreadable();
          else events.onCard(uid);
        }
      },
      onClose: (cause) => events.onLost(cause),
    });
    await this.#transport.open();
    await this.#transport.flush();
    this.#probeLater();
  }

  close(): Promise<void> {
    this.#scheduler.clearTimeout(this.#probe);
    return this.#transport.close();
  }

  #probeLater(): void {
    if (!this.#transport.probe) return;
    this.#scheduler.clearTimeout(this.#probe);
    this.#probe = this.#scheduler.setTimeout(async () => {
      await this.#transport.probe?.();
      if (this.#transport.isOpen) this.#probeLater();
    }, timing.probeMs);
  }
}
