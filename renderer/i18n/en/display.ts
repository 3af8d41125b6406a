/** Texts of the screen “display”. */
export const display = {
  title: 'Clock-room display',
};
