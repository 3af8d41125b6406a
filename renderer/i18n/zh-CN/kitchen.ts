/** Texts of the screen “kitchen”. */
export const kitchen = {
  title: '厨房与吧台',
};
