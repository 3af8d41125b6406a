/** A technician who was called does not serve the clock. Ready reasons are parted by `|`. */
export const zhCN = {
  title: { refused: '{{no}} 号拒钟', 'late-to-room': '{{no}} 号没有按时到房，换人' },
  confirm: { refused: '拒钟', 'late-to-room': '换人' },
  reasons: {
    refused: '身体不适|手受伤|与客人不便',
    'late-to-room': '找不到人|还在忙|吃饭未回',
    undo: '客人已离开|已经下钟|客人不同意',
  },
  instead: '换谁',
  rotation: '轮钟下一位',
  askFirst: '先问客人，等会儿再定',
  rechoose: '改叫谁',
  passedBy: '不再叫：{{nos}}',
  late: '未按时到房',
  refuseOf: '{{no}} 号拒钟（{{room}} 房）',
  replaceOf: '{{no}} 号迟到换人（{{room}} 房）',
  writtenOff: '取消 {{no}} 号已过免责时间的钟，少收 {{amount}}，需要经理授权',
};
