import type { zhCN } from './texts.zh-CN.ts';

/** PINs, and the code that lets another screen work with the store. */
export const en: typeof zhCN = {
  who: {
    staffNo: 'Staff number',
    staffHint: 'Number, name or pinyin initials',
    staffList: 'Staff',
    pin: 'PIN',
    noPin: 'No PIN yet: ask the manager, or use your card',
  },
  pin: {
    title: 'Set a PIN',
    who: 'Who',
    own: 'Your own PIN of now',
    done: 'The PIN of {{name}} is set',
  },
  pairing: {
    title: 'Pair another screen',
    body: 'Open this address on the other machine and type the code below:',
    first: 'Where the browser says “not secure”, open this address first and install the store’s certificate, once:',
    qr: 'QR code: {{address}}',
    mark: 'The desktop program (--station) asks for these ten characters too: by them it knows that this is the store.',
    noNetwork:
      'The store was started without --lan: no other machine can connect, and the code below is of no use now. Start the program again with --lan.',
    until: 'Good until {{time}}, once',
  },
};
