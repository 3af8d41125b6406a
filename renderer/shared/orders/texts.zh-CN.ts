/** Who serves what is ordered. */
export const zhCN = {
  same: '{{no}} 号接着做',
  sameOne: '原技师接着做',
};
