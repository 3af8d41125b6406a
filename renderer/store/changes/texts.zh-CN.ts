/** What was changed in the settings. */
export const zhCN = {
  rail: '设置变更',
  title: '设置变更',
  from: '从',
  to: '到',
  all: '全部',
  weighty: '只看重要的',
  section: '哪一部分',
  everything: '全部',
  none: '这段时间没有改过设置',
  by: '{{name}} · 工作站 {{station}}',
  allowedBy: '{{name}} 授权',
  plans: '待生效的设置',
  planFrom: '{{section}}：{{date}} 起生效 · {{name}} 安排',
  confirmedBy: '{{name}} 已确认',
  confirm: '我确认',
  withdraw: '撤回',
};
