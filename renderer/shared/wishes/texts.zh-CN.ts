/** What guests wish for this visit. */
export const zhCN = {
  title: '客人要求',
  room: '整房',
  guest: '客人 {{no}}',
  noted: '{{time}} {{by}} 记',
  changed: '{{time}} 改',
};
