/** What somebody is down for. */
export const zhCN = {
  leave: { annual: '年假', sick: '病假', personal: '事假', lieu: '调休', other: '其他假' },
  off: '休',
};
