/** Texts of the board. */
export const board = {
  title: '房态',
};
