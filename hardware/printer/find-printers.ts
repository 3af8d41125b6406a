import type { Scheduler } from '../scheduler.ts';
import { TcpTransport } from '../transport/tcp.ts';
import { askPrinter, type PrinterAnswer } from './ask-printer.ts';

/** Something that takes connections where printers do. */
export interface FoundPrinter extends PrinterAnswer {
  host: string;
  port: number;
}

/** The port on which printers take what they print. */
export const printerPort = 9100;
/** So many are asked at a time: a shop's router has a small memory for connections. */
const askedAtOnce = 16;
/** On a network of one room whoever is there takes a connection in a few ms. */
const connectMs = 1_000;
const answerMs = 700;

/**
 * Asks hosts one by one whether a printer is there, some at a time. `isWanted` is asked before each. Resolves when all
 * that were asked have answered or been given up; never rejects.
 */
export async function findPrinters(
  hosts: readonly string[],
  { port = printerPort, scheduler }: { port?: number; scheduler: Scheduler },
  tell: { onFound(found: FoundPrinter): void; onAsked(): void; isWanted(): boolean },
): Promise<void> {
  const waiting = [...hosts];
  const askNext = async () => {
    for (let host = waiting.shift(); host !== undefined && tell.isWanted(); host = waiting.shift()) {
      const line = new TcpTransport({ host, port }, { connectTimeoutMs: connectMs });
      const answer = await askPrinter(line, scheduler, answerMs).catch(() => null);
      if (answer && tell.isWanted()) tell.onFound({ host, port, ...answer });
      tell.onAsked();
    }
  };
  await Promise.all(Array.from({ length: askedAtOnce }, askNext));
}
