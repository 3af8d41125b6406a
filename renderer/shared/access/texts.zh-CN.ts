/** PINs, and the code that lets another screen work with the store. */
export const zhCN = {
  pin: {
    title: '设置密码',
    who: '员工',
    own: '您本人现在的密码',
    done: '{{name}} 的密码已设置',
  },
  pairing: {
    title: '配对其他屏幕',
    body: '在另一台机器的浏览器里打开本店地址，输入这个代码。地址显示在用 --lan 启动程序的地方；没有 --lan，其他机器连不上。',
    until: '{{time}} 前有效，只能用一次',
  },
};
