/** Texts of the screen “cashier”. */
export const cashier = {
  title: '收银',
};
