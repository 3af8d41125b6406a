import { StoreError } from '../../../core/kernel/error.ts';
import type { BusService } from '../../../host/parts/bus/service.ts';
import type { BusFrame, BusFrames, BusStatus, BusTerminal } from '../../../host/parts/bus/views.ts';

const at = Date.UTC(2026, 10, 21, 10, 5, 9);

function terminal(address: number, place: string, more: Partial<BusTerminal> = {}): BusTerminal {
  return {
    id: `floor-3/${address}`,
    address,
    place,
    state: 'online',
    reason: null,
    secure: true,
    hasKey: true,
    tamper: false,
    power: false,
    reader: 'ok',
    identity: 'C10C00 1.1 #1 v1.0.0',
    frames: { good: 12_345, bad: 0, discarded: 0, retries: 2 },
    roundTripMs: 14.2,
    lastSeenAt: at,
    lastCard: null,
    ...more,
  };
}

/** Two lines whose frames the test sends. */
export class FakeBus implements BusService {
  /** Terminals that were given a key. */
  readonly installed: string[] = [];
  /** Refuses the next key. */
  refuseNext: ConstructorParameters<typeof StoreError>[0] | null = null;
  readonly #listeners = new Map<string, Set<(batch: BusFrames) => void>>();
  #count = 0;

  status(): BusStatus[] {
    return [
      {
        id: 'floor-3',
        line: 'serial:/dev/ttyUSB0@9600',
        open: true,
        reason: null,
        bitsPerSecond: 9600,
        terminals: [
          terminal(1, '301', { lastCard: { at, holder: { kind: 'technician', no: '88', name: '小美' } } }),
          terminal(2, '302', { tamper: true, reader: 'gone', lastCard: { at, holder: { kind: 'unknown' } } }),
          terminal(3, '303', {
            state: 'offline',
            reason: 'OSDP_NO_REPLY',
            secure: false,
            hasKey: false,
            power: true,
            reader: 'unknown',
            identity: null,
            roundTripMs: null,
            lastSeenAt: null,
          }),
        ],
      },
      {
        id: 'floor-4',
        line: 'tcp:10.0.0.5:4001',
        open: false,
        reason: 'TRANSPORT_OPEN_FAILED',
        bitsPerSecond: null,
        terminals: [],
      },
    ];
  }

  onFrames(busId: string, listener: (batch: BusFrames) => void): () => void {
    const listeners = this.#listeners.get(busId) ?? new Set();
    this.#listeners.set(busId, listeners);
    listeners.add(listener);
    return () => listeners.delete(listener);
  }

  /** How many watch a line. */
  watching(busId: string): number {
    return this.#listeners.get(busId)?.size ?? 0;
  }

  /** Something passes on a line. */
  pass(busId: string, ...frames: Partial<BusFrame>[]): void {
    const full = frames.map((frame): BusFrame => {
      this.#count += 1;
      const base = {
        direction: 'tx' as const,
        address: 1,
        text: 'POLL',
        hex: '53010800046000',
        verdict: 'sent' as const,
      };
      return { ...base, no: this.#count, at, reason: null, ...frame };
    });
    for (const listener of this.#listeners.get(busId) ?? []) listener({ frames: full, skipped: 0 });
  }

  async installKey(_staffNo: string, terminalId: string): Promise<void> {
    const refusal = this.refuseNext;
    this.refuseNext = null;
    if (refusal) throw new StoreError(refusal, { terminalId });
    this.installed.push(terminalId);
  }
}
