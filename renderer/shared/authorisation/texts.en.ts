import type { zhCN } from './texts.zh-CN.ts';

/** Asking a manager to approve something. */
export const en: typeof zhCN = {
  needed: 'manager',
  dialog: 'A manager has to approve this',
  confirmDialog: 'Confirm the change',
  confirm: 'Confirm',
  forAmount: 'To approve: {{amount}}',
  changes: 'Changes to approve',
  approve: 'Approve',
  hint: 'A manager holds a card to the reader, or types number and PIN',
  manager: 'Manager',
  managerNeeded: 'Please choose the manager',
  pin: 'Manager PIN',
  pinNeeded: 'Please type the PIN, or hold the card',
  cardHeld: '{{name}} held a card',
  pinToo: 'This number was typed by a reader: the PIN is needed too',
  notAManager: 'This card cannot approve',
};
