import { writeFileSync } from 'node:fs';
import { serveParent } from '../../../host/aside/parent.ts';

/** A side process for tests: what it is asked says what it does. */
export type EchoAsk =
  | { do: 'say'; what: unknown }
  | { do: 'tell twice' }
  | { do: 'hang' }
  | { do: 'wait and write'; file: string; ms: number }
  | { do: 'die'; how: 'throw' | 'abort' | 'grow' };

export type EchoSaid = { said: unknown };

serveParent<EchoAsk, EchoSaid>(async (asked, tell) => {
  switch (asked.do) {
    case 'say':
      return { said: asked.what };
    case 'tell twice':
      tell({ said: 1 });
      return { said: 2 };
    case 'hang':
      for (;;);
    case 'wait and write':
      await new Promise((resolve) => setTimeout(resolve, asked.ms));
      writeFileSync(asked.file, 'written');
      return { said: 'written' };
    case 'die': {
      if (asked.how === 'throw') throw new Error('a fault of its own');
      if (asked.how === 'abort') process.abort();
      const held: number[][] = [];
      for (;;) held.push(new Array(100_000).fill(held.length));
    }
  }
});
