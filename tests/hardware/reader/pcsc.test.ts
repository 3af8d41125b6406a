import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HardwareError } from '../../../hardware/error.ts';
import { PcscReader } from '../../../hardware/reader/pcsc-reader.ts';
import { realScheduler } from '../../../hardware/scheduler.ts';
import { PcscService } from '../../../hardware/transport/pcsc.ts';
import { PcscDaemon, SimulatedCard } from './pcsc-daemon.ts';

const bytes = (hex: string) => Uint8Array.from(Buffer.from(hex, 'hex'));
const hexOf = (answer: Uint8Array) => Buffer.from(answer).toString('hex').toUpperCase();

describe('a channel to a card', { timeout: 60_000 }, () => {
  let daemon: PcscDaemon;

  beforeAll(async () => {
    daemon = await PcscDaemon.start();
  }, 60_000);
  afterAll(() => daemon.close());

  /** A reader with a card on it, both gone when `work` is over. */
  async function withCard(work: (reader: PcscReader, card: SimulatedCard) => Promise<void>): Promise<void> {
    const reader = new PcscReader({ scheduler: realScheduler });
    const card = await SimulatedCard.hold(daemon.port, '04E9F85D8BAEF7');
    try {
      const seen = new Promise<string>((resolve) => reader.setListeners({ onCard: resolve, onState: () => {} }));
      await reader.open();
      expect(await seen).toBe('04E9F85D8BAEF7');
      await work(reader, card);
    } finally {
      await card.remove();
      await reader.close();
    }
  }

  it('carries APDUs in the order of the calls, for one program alone', async () => {
    await withCard(async (reader, card) => {
      card.answers.set('00A40000023F00', '6F009000').set('0084000008', '11223344556677889000');
      const channel = await reader.openChannel();
      const answers = await Promise.all([
        channel.transmit(bytes('00A40000023F00')),
        channel.transmit(bytes('0084000008')),
      ]);
      expect(answers.map(hexOf)).toEqual(['6F009000', '11223344556677889000']);
      expect(card.received.slice(-2)).toEqual(['00A40000023F00', '0084000008']);
      await expect(reader.openChannel()).rejects.toMatchObject({ code: 'CARD_BUSY' });
      await expect(channel.transmit(bytes('00A4'))).rejects.toMatchObject({ code: 'CARD_BAD_APDU' });
      await channel.close();
      await expect(channel.transmit(bytes('0084000008'))).rejects.toMatchObject({ code: 'TRANSPORT_NOT_OPEN' });
      const again = await reader.openChannel();
      expect(hexOf(await again.transmit(bytes('0084000000')))).toBe('6A81');
      const resets = card.resets;
      await again.close({ reset: true });
      expect(card.resets).toBeGreaterThan(resets);
    });
  });

  it('says so when the card is taken away in the middle, or is not there', async () => {
    await withCard(async (reader, card) => {
      card.answers.set('8050000009', null);
      const channel = await reader.openChannel();
      await expect(channel.transmit(bytes('8050000009'))).rejects.toMatchObject({ code: 'CARD_REMOVED' });
      await channel.close();
      await expect(reader.openChannel()).rejects.toMatchObject({ code: 'CARD_REMOVED' });
    });
  });

  it('does not hold up the main loop while it waits', async () => {
    const service = new PcscService();
    await service.open();
    const order: string[] = [];
    const asked = service.readers().then(() => order.push('readers'));
    order.push('at once');
    await asked;
    expect(order).toEqual(['at once', 'readers']);
    await service.close();
    await expect(service.readers()).rejects.toMatchObject({ code: 'TRANSPORT_NOT_OPEN' });
  });
});

describe('a computer without PC/SC', () => {
  it('shows it in the reader’s state, and nothing else breaks', async () => {
    const service = new PcscService({
      load: () => {
        throw new HardwareError('PCSC_NO_LIBRARY');
      },
    });
    const reader = new PcscReader({ scheduler: realScheduler, service });
    await reader.open();
    expect(reader.state).toEqual({ link: 'offline', reason: 'PCSC_NO_LIBRARY' });
    await expect(reader.openChannel()).rejects.toMatchObject({ code: 'TRANSPORT_NOT_OPEN' });
    await reader.close();
  });
});
