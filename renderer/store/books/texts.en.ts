import type { zhCN } from './texts.zh-CN.ts';

/** Texts of the screen “books”. */
export const en: typeof zhCN = {
  rail: 'Books',
  title: 'Proof of the books',
  intro:
    'Works the store’s whole journal out again from the first day and compares it with the books as they stand. Business goes on meanwhile; the more there is, the longer it takes.',
  prove: 'Prove the books',
  again: 'Prove again',
  print: 'Print',
  cancel: 'Stop',
  running: 'Working through the whole journal… {{percent}}%',
  runningHint: 'Leaving this screen stops it. Business goes on as usual meanwhile.',
  proves: 'What is proved',
  fits: 'The books fit',
  fitsHint: 'Everything up to {{time}} agrees.',
  wrong: 'Does not fit: {{count}}',
  wrongOpen: 'Not all could be proved',
  wrongHint:
    'Begin with the first and look where it says. Leave the data file as it is and keep the latest backup; where the cause cannot be seen, print this page for your technician.',
  many: 'Each kind is listed up to 50 times',
  columns: { state: 'Result', subject: 'What', count: 'How many' },
  state: { fits: 'fits', problems: '{{count}} wrong', open: 'not proved' },
  subjects: {
    journal: {
      name: 'Journal',
      means: 'Each row follows from the one before; none was changed or taken out',
      count: '{{number}} rows',
    },
    tables: {
      name: 'Replay',
      means: 'The journal, replayed, gives the stored books row by row',
      count: '{{number}} rows',
    },
    bills: {
      name: 'Bills',
      means: 'Lines sum to the total, payments less change equal it, nothing is charged twice',
      count: '{{number}} bills',
    },
    stock: { name: 'Stock', means: 'What came in less what was sold is what is left', count: '{{number}} orders' },
    clocks: {
      name: 'Clocks',
      means: 'No technician works on two at once; what comes after began after',
      count: '{{number}} clocks',
    },
    commission: {
      name: 'Commission',
      means: 'Every clock that ended earned by the rules of its start; closed months stay as they were',
      count: '{{number}} entries',
    },
    queues: {
      name: 'Queues',
      means: 'Every move has a cause and follows the one before; whoever is on duty has a place',
      count: '{{number}} moves',
    },
    authorisations: {
      name: 'Authorisations',
      means: 'What needs one has one; each was used once, for what it was given for',
      count: '{{number}} approvals',
    },
    reservations: {
      name: 'Reservations',
      means: 'Every arrival has its visit; no room or technician was promised twice',
      count: '{{number}} reservations',
    },
    jobs: {
      name: 'Slips and calls',
      means: 'Everything to be printed or called was queued, and nothing else',
      count: '{{number}} jobs',
    },
    file: {
      name: 'Data file',
      means: 'The file is whole and every reference leads somewhere',
      count: '{{number}} tables',
    },
  },
  problems: 'What does not fit',
  look: {
    bill: 'See this bill at the cashier',
    room: 'Look for the guest’s bill at the cashier',
    stock: 'Count it in the kitchen’s stock list',
    incidents: 'See the day in the incidents',
    pay: 'See the person’s clocks in Pay',
    queue: 'Ask “why here?” in the clock room',
    reservations: 'See the reservation',
    jobs: 'See the slips to decide about in Devices',
    technical: 'Change nothing, restore the latest backup, ask your technician',
  },
  head: {
    title: 'Check code',
    means:
      'Journal row {{seq}}, {{time}}. Write it down or file the print: if anybody ever changes a row before it, a later proof gives this row another code.',
    none: 'Nothing is written yet',
  },
  printed: { store: '{{store}} · proved {{time}}', by: 'Proved by', seen: 'Checked by', date: 'Date' },
};
