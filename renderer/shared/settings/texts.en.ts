import type { zhCN } from './texts.zh-CN.ts';

/** What was changed in the settings. */
export const en: typeof zhCN = {
  list: 'Changes',
  more: 'and {{count}} more',
  weighty: 'important',
  notYours: 'not yours to change',
  nothing: 'none',
  way: { import: 'Site file', section: 'Settings', plan: 'Planned' },
  promise: {
    room: 'room {{roomNo}}',
    'booked-technician': 'A reservation asks for no. {{no}}',
    'booked-room': 'Room {{no}} is booked',
    'booked-item': 'Item {{no}} is booked',
    awaited: 'A guest waits for no. {{no}}',
    roster: 'No. {{no}} is on the roster for {{count}} days',
    'lost-card': 'The card of no. {{no}} is reported lost',
    'open-goods': 'Article {{no}} is on an open bill',
  },
  wayOn: {
    'booked-technician': 'It stays; when the guests come the rotation serves them. It can be changed before.',
    'booked-room': 'It stays; when the guests come another room is chosen. It can be changed before.',
    'booked-item': 'It stays; when the guests come another item is chosen. It can be changed before.',
    awaited: 'This technician will not come: choose another in the room.',
    roster: 'What stands there from today on is taken away.',
    'lost-card': 'The card stays refused.',
    'open-goods': 'It stays on the bill at its price.',
  },
};
