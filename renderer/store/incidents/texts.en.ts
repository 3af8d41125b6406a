import type { zhCN } from './texts.zh-CN.ts';

/** What did not go its way on the clocks of a day. */
export const en: typeof zhCN = {
  rail: 'Incidents',
  title: 'Clock incidents',
  day: 'Business day',
  today: 'Today',
  all: 'All',
  none: 'Nothing out of the ordinary on this day',
  kinds: {
    'early-end': 'Early clock-off',
    refused: 'Refused',
    late: 'Late to the room',
    'late-replaced': 'Late, replaced',
    'extended-by-store': 'Extended by itself',
    'extension-undone': 'Extension taken back',
    cancelled: 'Cancelled',
  },
  columns: {
    time: 'Time',
    kind: 'What',
    technician: 'Technician',
    room: 'Room',
    service: 'Service',
    minutes: 'Min',
    reason: 'Reason',
    actor: 'By',
    allowedBy: 'Allowed by',
    visit: 'Visit',
  },
  from: { ordered: 'before the call', called: 'before the start', started: 'after the start' },
  visitOf: 'Visit {{no}} · room {{room}}',
  closeVisit: 'Close the visit’s history',
  showVisit: 'Show visit {{no}}',
};
