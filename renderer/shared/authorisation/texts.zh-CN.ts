/** Asking a manager to approve something. */
export const zhCN = {
  needed: '需授权',
  dialog: '需要经理授权',
  confirmDialog: '确认改动',
  confirm: '确认',
  forAmount: '授权金额 {{amount}}',
  changes: '要授权的改动',
  approve: '授权',
  hint: '请经理在读卡器上刷卡，或输入工号和密码',
  manager: '经理',
  managerNeeded: '请选择经理',
  pin: '经理密码',
  pinNeeded: '请输入密码，或刷卡',
  cardHeld: '{{name}} 已刷卡',
  pinToo: '键盘读卡器只读到卡号，还需要输入密码',
  notAManager: '这张卡不能授权',
};
