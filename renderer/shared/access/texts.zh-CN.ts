/** PINs, and the code that lets another screen work with the store. */
export const zhCN = {
  who: {
    staffNo: '工号',
    staffHint: '输入工号、姓名或拼音首字母',
    staffList: '员工',
    pin: '密码',
    noPin: '还没有密码，请经理设置或刷卡登录',
  },
  pin: {
    title: '设置密码',
    who: '员工',
    own: '您本人现在的密码',
    done: '{{name}} 的密码已设置',
  },
  pairing: {
    title: '配对其他屏幕',
    body: '在另一台机器上打开这个地址，输入下面的代码：',
    first: '浏览器说“不安全”时，先打开这个地址安装本店证书（只做一次）：',
    qr: '二维码：{{address}}',
    mark: '桌面程序（--station）还要输入这 10 个字符，用来确认连接的就是本店。',
    noNetwork: '本店没有用 --lan 启动，其他机器连不上；下面的代码现在用不到。请用 --lan 重新启动程序。',
    until: '{{time}} 前有效，只能用一次',
  },
};
