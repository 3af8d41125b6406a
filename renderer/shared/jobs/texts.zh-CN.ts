/** Texts of the list of slips and calls a person has to decide about. */
export const zhCN = {
  title: '要处理的单据',
  none: '没有要处理的单据',
  state: { failed: '没有打出', expired: '过时未打', uncertain: '不确定是否打出' },
  spoken: { failed: '没有播出', expired: '过时未播', uncertain: '不确定是否播出' },
  attempts: '试过 {{count}} 次',
  printAgain: '再打一次',
  sayAgain: '再播一次',
  didPrint: '已打出，移除',
  remove: '移除',
  otherPrinter: '换打印机',
};
