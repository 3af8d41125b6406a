/** Texts of the screen “devices”. */
export const devices = {
  title: '设备',
};
