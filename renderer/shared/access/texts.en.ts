import type { zhCN } from './texts.zh-CN.ts';

/** PINs, and the code that lets another screen work with the store. */
export const en: typeof zhCN = {
  pin: {
    title: 'Set a PIN',
    who: 'Who',
    own: 'Your own PIN of now',
    done: 'The PIN of {{name}} is set',
  },
  pairing: {
    title: 'Pair another screen',
    body: 'Open this store’s address in the browser of the other machine and type this code. The address is shown where the program was started with --lan; without that, no other machine can connect.',
    until: 'Good until {{time}}, once',
  },
};
