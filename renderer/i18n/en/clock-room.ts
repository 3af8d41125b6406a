/** Texts of the screen “clock-room”. */
export const clockRoom = {
  title: 'Clock room',
};
