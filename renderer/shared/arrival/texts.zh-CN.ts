/** Guests who reserved: how they are told in a line, and their arrival. `despite` holds ready reasons, parted by `|`. */
export const zhCN = {
  title: '预订',
  coming: '预订将到',
  noRoom: '到店排房',
  nameErased: '资料已删除',
  asks: '点 {{nos}}',
  arrive: '客人到店',
  arriveByRotation: '技师改排轮钟，到店',
  otherRoom: '换一间空房：',
  noOtherRoom: '没有合适的空房',
  despite: '已与客人商量|房间已调换',
  arriveLate: '客人迟到，现在到店',
  lateNote: '按预订的项目开房，点的技师有空就来；未到次数不变。',
  othersCome: '{{nos}} 号现在不空，已改排轮钟',
};
