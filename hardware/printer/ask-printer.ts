import type { Scheduler } from '../scheduler.ts';
import type { Transport } from '../transport/transport.ts';
import { askName, askStatus, isStatusAnswer, nameQuestion, statusQuestion } from './commands.ts';
import { withinMs } from './deadline.ts';

/** What a line to something that may be a receipt printer told. */
export interface PrinterAnswer {
  /** It answers as receipt printers do. */
  isReceiptPrinter: boolean;
  /** As it says itself; null where it does not. */
  maker: string | null;
  model: string | null;
}

const mostLettersOfName = 64;

/**
 * Opens a line, asks what is there and closes it. First how it is (DLE EOT, no letters: whatever is there prints nothing),
 * and only who answers that as a receipt printer is asked its name. Throws what opening throws.
 * @param answerMs how long each answer is waited for
 */
export async function askPrinter(line: Transport, scheduler: Scheduler, answerMs: number): Promise<PrinterAnswer> {
  let take: (byte: number) => void = () => undefined;
  line.setListeners({
    onData: (bytes) => {
      for (const byte of bytes) take(byte);
    },
    onClose: () => undefined,
  });
  /** What `read` makes of the bytes that come; null where nothing does. */
  const answerTo = async <T>(question: Uint8Array, read: (byte: number) => T | undefined): Promise<T | null> => {
    const answered = new Promise<T>((resolve) => {
      take = (byte) => {
        const answer = read(byte);
        if (answer !== undefined) resolve(answer);
      };
    });
    try {
      await withinMs(line.write(question), answerMs, scheduler);
      return await withinMs(answered, answerMs, scheduler);
    } catch {
      return null;
    } finally {
      take = () => undefined;
    }
  };
  await line.open();
  try {
    const isReceiptPrinter = (await answerTo(askStatus(statusQuestion.printer), statusIn)) === true;
    if (!isReceiptPrinter) return { isReceiptPrinter, maker: null, model: null };
    const maker = await answerTo(askName(nameQuestion.maker), nameReader());
    const model = await answerTo(askName(nameQuestion.model), nameReader());
    return { isReceiptPrinter, maker: maker || null, model: model || null };
  } finally {
    await line.close();
  }
}

function statusIn(byte: number): true | undefined {
  return isStatusAnswer(byte) ? true : undefined;
}

/** Takes the bytes of a name, from its underline to its NUL; what is no letter is left out. */
function nameReader(): (byte: number) => string | undefined {
  let name: string | null = null;
  return (byte) => {
    if (name === null) {
      if (byte === '_'.charCodeAt(0)) name = '';
      return undefined;
    }
    if (byte === 0 || name.length >= mostLettersOfName) return name.trim();
    if (byte >= 0x20 && byte < 0x7f) name += String.fromCharCode(byte);
    return undefined;
  };
}
