/** Texts of the screen “clock-room”. */
export const clockRoom = {
  title: '钟房',
};
