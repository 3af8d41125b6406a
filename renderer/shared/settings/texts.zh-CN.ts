/** What was changed in the settings. */
export const zhCN = {
  list: '改动清单',
  more: '还有 {{count}} 处',
  weighty: '重要',
  notYours: '您无权改',
  nothing: '没有',
  way: { import: '导入门店文件', section: '在设置里改', plan: '预定生效' },
  promise: {
    room: '{{roomNo}} 房',
    'booked-technician': '预订点了 {{no}} 号技师',
    'booked-room': '预订了 {{no}} 房',
    'booked-item': '预订了项目 {{no}}',
    awaited: '客人在等 {{no}} 号技师',
    roster: '{{no}} 号技师还有 {{count}} 天排班',
    'lost-card': '{{no}} 号的卡已挂失',
    'open-goods': '未结账单上有商品 {{no}}',
  },
  wayOn: {
    'booked-technician': '预订保留；客人到店时按轮钟派人，也可以先改预订。',
    'booked-room': '预订保留；客人到店时要另选房间，也可以先改预订。',
    'booked-item': '预订保留；客人到店时要另选项目，也可以先改预订。',
    awaited: '这位技师不会来了，请在房间里改派。',
    roster: '从今天起的排班会撤下。',
    'lost-card': '这张卡仍然不能用。',
    'open-goods': '商品和价格留在账单上。',
  },
};
