/** Texts of the screen “kitchen”. */
export const kitchen = {
  title: 'Kitchen and bar',
};
