/** Texts of the screen “display”. */
export const display = {
  title: '钟房大屏',
};
