import type { zhCN } from './texts.zh-CN.ts';

/** Leaving for another computer: the dialogue, the stopped store, and the first start there. */
export const en: typeof zhCN = {
  title: 'Move to another computer',
  body: 'For a new computer: the whole store (books, guests, PINs, keys of devices) in one sealed file, which the code on the recovery sheet opens there.',
  stops:
    'Once the file is made, this computer records nothing more. A manager can take that back as long as the file was opened nowhere.',
  needsSheet: 'Make a recovery sheet first: its code seals the file.',
  folder: 'Folder on this computer',
  folderPlaceholder: 'such as E:\\ or /media/usb',
  understood: 'I understand: this computer records nothing more then',
  staffNo: 'Manager’s number',
  pin: 'PIN',
  go: 'Move',
  making: 'Making the file: do not unplug the disk or switch off…',
  made: 'File of the move: {{file}}',
  next: 'Take it to the new computer, start there, choose “Restore a backup”, open it, and type the recovery code.',
  notMade: 'There is no file of the move yet. Make one, or take the move back.',
  failed: 'The last move did not work, and the store goes on here: {{why}}',
  again: 'Make the file again',
  back: 'Take the move back and go on here',
  assured: 'I am sure: the file was opened at no computer, and will not be',
  risk: 'Where two computers go on with one store, the books of neither fit; the journal says who took it back.',
  open: 'Open the file of a move',
  file: 'File of the move, on this computer',
  filePlaceholder: 'such as E:\\clockroom-….clockroom-move',
  code: 'Recovery code (on the sheet)',
};
