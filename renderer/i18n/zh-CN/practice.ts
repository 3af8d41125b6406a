/** Texts of the screen “practice”. */
export const practice = {
  title: '练习',
};
