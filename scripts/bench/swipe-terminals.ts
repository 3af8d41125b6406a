import { parentPort } from 'node:worker_threads';
import type { Site } from '../../core/model/site/schema.ts';
import { realScheduler as scheduler } from '../../hardware/scheduler.ts';
import { SimLine } from '../../hardware/sim/sim-line.ts';
import { SimTerminal } from '../../hardware/sim/sim-terminal.ts';

/** What the benchmark tells the thread with the terminals, and what it is told. */
export type ToTerminals =
  | { type: 'open'; buses: Site['buses'] }
  | { type: 'swipe'; swipes: { line: number; address: number; uid: string }[]; everyMs: number };
export type FromTerminals = { type: 'ports'; ports: number[] } | { type: 'answers'; answersMs: number[] };

/** An answer that has not come by then will not come. */
const answerWithinMs = 10_000;
const lines: SimLine[] = [];

parentPort?.on('message', (message: ToTerminals) => {
  void (message.type === 'open' ? open(message.buses) : swipe(message.swipes, message.everyMs)).then((answer) =>
    parentPort?.postMessage(answer),
  );
});

async function open(buses: Site['buses']): Promise<FromTerminals> {
  const ports: number[] = [];
  for (const bus of buses) {
    const terminals = bus.terminals.map(
      ({ address, scbk, text }) =>
        new SimTerminal({
          address,
          scheduler,
          ...(scbk === undefined ? {} : { scbk: Uint8Array.from(Buffer.from(scbk, 'hex')) }),
          ...(text ? { text } : {}),
        }),
    );
    const line = new SimLine({ scheduler, terminals, turnaroundMs: 0 });
    lines.push(line);
    ports.push(await line.listen());
  }
  return { type: 'ports', ports };
}

/** Swipes one terminal after the other; for each the time from its card on the line to what it shows next. */
async function swipe(
  swipes: Extract<ToTerminals, { type: 'swipe' }>['swipes'],
  everyMs: number,
): Promise<FromTerminals> {
  const answers = swipes.map(
    ({ line, address, uid }, at) =>
      new Promise<number | null>((resolve) => {
        const terminal = lines[line]?.terminal(address);
        if (!terminal) return resolve(null);
        setTimeout(() => {
          let saidMs = Number.NaN;
          terminal.onHandedOver = () => {
            saidMs = performance.now();
          };
          terminal.onChange = () => {
            if (!Number.isNaN(saidMs)) resolve(performance.now() - saidMs);
          };
          terminal.holdCard(uid);
          setTimeout(() => resolve(null), answerWithinMs);
        }, at * everyMs);
      }),
  );
  const answersMs = (await Promise.all(answers)).filter((answer) => answer !== null);
  return { type: 'answers', answersMs };
}
