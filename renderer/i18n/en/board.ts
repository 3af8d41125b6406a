/** Texts of the board. */
export const board = {
  title: 'Board',
};
