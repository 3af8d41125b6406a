/** What happened in a visit, line by line. */
export const zhCN = {
  title: '经过',
};
