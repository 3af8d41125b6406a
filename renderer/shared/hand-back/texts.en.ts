import type { zhCN } from './texts.zh-CN.ts';

/** A technician who was called does not serve the clock. Ready reasons are parted by `|`. */
export const en: typeof zhCN = {
  title: { refused: 'No. {{no}} refuses the clock', 'late-to-room': 'No. {{no}} is late to the room: replace' },
  confirm: { refused: 'Refused', 'late-to-room': 'Replace' },
  reasons: {
    refused: 'Unwell|Hand hurt|Knows the guest',
    'late-to-room': 'Cannot be found|Still busy|Not back from the meal',
    undo: 'Guest has left|Clock was over|Guest did not agree',
  },
  instead: 'Who instead',
  rotation: 'Next of the rotation',
  askFirst: 'Ask the guest first, decide later',
  rechoose: 'Who shall come',
  passedBy: 'Not called again: {{nos}}',
  late: 'late to the room',
  refuseOf: 'No. {{no}} refuses (room {{room}})',
  replaceOf: 'Replace late No. {{no}} (room {{room}})',
  writtenOff: 'Cancelling the clock of no. {{no}} past the grace, {{amount}} less: a manager has to approve',
};
