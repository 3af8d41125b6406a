/** What was changed in the settings. */
export const zhCN = {
  list: '改动清单',
  more: '还有 {{count}} 处',
  weighty: '重要',
  notYours: '您无权改',
  nothing: '没有',
  way: { import: '导入门店文件', section: '在设置里改', plan: '预定生效' },
};
