import type { zhCN } from './texts.zh-CN.ts';

/** Texts of the first start, pairing and sign-in. */
export const en: typeof zhCN = {
  title: 'Sign in',
  staffNo: 'Staff number',
  staffHint: 'Number, name or pinyin initials',
  staffList: 'Staff',
  pin: 'PIN',
  submit: 'Sign in',
  card: 'Or hold your staff card to the reader',
  demo: 'Demo store: every PIN is 0000',
  pinToo: 'A reader that types gives a number only: please enter your PIN too',
  noPin: 'No PIN yet: ask the manager, or use your card',
  ended: {
    ended: 'Your session was ended on the page “Stations”; please sign in again',
    'new-pin': 'Your PIN was changed; please sign in with the new one',
    left: 'Signed out: this person is not on the staff list any more',
    revoked: 'Signed out: the pairing of this screen was taken back',
    idle: 'Signed out: nobody used it for a long time',
    another: 'Signed out: somebody else signed in on this screen',
  },
  setup: {
    title: 'Welcome to Clockroom',
    body: 'There is no store on this machine yet.',
    demoTitle: 'Try the demo store',
    demoBody: '36 rooms, 66 technicians, simulated terminals and printers. Nothing can break.',
    demoButton: 'Open the demo store',
    fileTitle: 'Set up from a site file',
    fileBody: 'Choose a site file (JSON): rooms, people, prices, devices and rules.',
    fileButton: 'Choose a file…',
    problems: '{{count}} things to change in the file',
    tooBig: 'The file is too big (limit 4 MB)',
  },
  rescue: {
    title: 'The store’s data cannot be opened',
    anew: 'Where there is no backup',
    body: 'There was a store here, and nothing of it was overwritten. Restore a backup first; begin anew only where there is none.',
  },
  firstPin: {
    title: 'Give the first manager a PIN',
    body: 'After that the manager sets the PINs of all others.',
    manager: 'Manager',
    submit: 'Set and sign in',
  },
  pairing: {
    title: 'Pair this screen',
    body: 'On the store’s own machine a manager opens “Pair another screen”; type the code shown there.',
    revoked: 'The pairing of this screen (“{{name}}”) was taken back by a manager, {{time}}. Pair it again to go on.',
    unknown:
      'The store does not know the pairing this screen had: it may have been set up anew or restored. Pair it again.',
    ownMachine:
      'If this is the store’s own computer, nothing has to be paired: open the address that the program printed when it started, or open-store.html in the data folder. Only the user who started the program can read it.',
    code: 'Pairing code',
    name: 'What is this screen called',
    namePlaceholder: 'For example: desk on floor 2',
    submit: 'Pair',
  },
};
