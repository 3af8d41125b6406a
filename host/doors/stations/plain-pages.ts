import type { Language } from '../../../core/kernel/money.ts';

/** Sent with pages that need nothing but themselves. */
export const plainPolicy = [
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Where the store's authority is fetched from, to be taken into a device. */
export const authorityPath = '/clockroom.crt';

const style = `
body { font: 17px/1.6 system-ui, sans-serif; color: #1b2b2b; background: #f4f7f7; margin: 0; }
main { max-width: 40rem; margin: 0 auto; padding: 1.5rem 1.25rem 3rem; }
h1 { font-size: 1.5rem; line-height: 1.3; } h2 { font-size: 1.15rem; margin-top: 2rem; }
summary { font-weight: 600; padding: .6rem 0; cursor: pointer; min-height: 1.6rem; }
details { border-top: 1px solid #d3dddd; }
ol { padding-left: 1.4rem; margin: 0 0 1rem; }
code { background: #e4ecec; padding: .1rem .35rem; border-radius: 4px; overflow-wrap: anywhere; }
a.do { display: inline-block; background: #0b6e6e; color: #fff; text-decoration: none; padding: .7rem 1.2rem; border-radius: 8px; }
.languages { text-align: right; } .languages a { color: #0b6e6e; padding: .6rem; }
.note { background: #fff7e0; border-left: 4px solid #b07a00; padding: .6rem 1rem; }
`;

interface GuideTexts {
  title: string;
  intro: string;
  first: string;
  fetch: string;
  compareTitle: string;
  compare: string;
  devices: readonly (readonly [device: string, ...steps: string[]])[];
  thirdly: string;
  open: string;
  desktop: string;
  other: string;
}

const guide: Record<Language, GuideTexts> = {
  'zh-CN': {
    title: '这台设备还不认识本店',
    intro:
      '门店屏幕只在加密的地址打开。先把本店的证书装进这台设备，只做一次；之后别人在网络里看不到密码，也冒充不了门店。',
    first: '一、下载证书',
    fetch: '下载本店证书',
    compareTitle: '二、安装，并核对指纹',
    compare:
      '在前台打开“工作站”页面，那里有证书的 SHA-256 指纹。请与这台设备自己显示的指纹逐组对照（位置见下）；不一样就不要安装，立即告诉经理。这张网页不写指纹：能冒充网页的人也能冒充它。',
    devices: [
      [
        '安卓 Android',
        '点“下载本店证书”。',
        '设置 → 安全 → 更多安全设置 → 加密与凭据 → 安装证书 → CA 证书 → 仍然安装，选择刚下载的 clockroom.crt。（各品牌名称略有不同，可在设置里搜索“CA 证书”。）',
        '设置 → 安全 → 信任的凭据 → 用户 → 点开 Clockroom，看“SHA-256 指纹”。',
        '用 Chrome 打开门店地址。',
      ],
      [
        'iPad / iPhone',
        '用 Safari 打开本页，点“下载本店证书”，选“允许”。',
        '设置 → 已下载描述文件 → 安装前点“更多详细信息” → 证书，看“SHA-256”。',
        '指纹一致后点“安装”。',
        '设置 → 通用 → 关于本机 → 证书信任设置 → 打开 Clockroom 的开关。',
      ],
      [
        'Windows',
        '下载后在“下载”文件夹打开命令提示符，运行 certutil -hashfile clockroom.crt SHA256，对照指纹。',
        '双击 clockroom.crt → 安装证书 → 当前用户 → 将所有证书放入下列存储 → 受信任的根证书颁发机构。',
        '重新打开 Chrome 或 Edge。',
      ],
      [
        'Linux',
        '运行 sha256sum clockroom.crt，对照指纹。',
        'Chrome：设置 → 隐私与安全 → 安全 → 管理证书 → 由您安装 → 受信任的证书 → 导入。',
        'Firefox（所有系统）：设置 → 隐私与安全 → 查看证书 → 证书颁发机构 → 导入，勾选“信任此证书颁发机构来标识网站”。',
      ],
    ],
    thirdly: '三、打开门店',
    open: '打开门店屏幕',
    desktop: '装有 Clockroom 桌面程序的电脑不必安装证书：用 --station 加本机地址启动，输入前台显示的配对代码即可。',
    other: 'English',
  },
  en: {
    title: 'This device does not know the store yet',
    intro:
      'The store’s screens open at an encrypted address only. Take the store’s certificate into this device first, once; then nobody in the network can read PINs, or pass for the store.',
    first: '1. Fetch the certificate',
    fetch: 'Fetch the store’s certificate',
    compareTitle: '2. Install it, and compare the fingerprint',
    compare:
      'Open “Stations” at the front desk: the certificate’s SHA-256 fingerprint stands there. Compare it, group by group, with the one that this device itself shows (where: see below). If they differ, do not install it, and tell the manager at once. This page does not say it: who can pass for the page can pass for that.',
    devices: [
      [
        'Android',
        'Tap “Fetch the store’s certificate”.',
        'Settings → Security → More security settings → Encryption & credentials → Install a certificate → CA certificate → Install anyway; choose clockroom.crt. (Makers name it differently: search the settings for “CA certificate”.)',
        'Settings → Security → Trusted credentials → User → Clockroom: see “SHA-256 fingerprint”.',
        'Open the store’s address in Chrome.',
      ],
      [
        'iPad / iPhone',
        'Open this page in Safari, tap “Fetch the store’s certificate” and allow it.',
        'Settings → Profile Downloaded → before installing, More Details → the certificate: see “SHA-256”.',
        'If it is the same, tap Install.',
        'Settings → General → About → Certificate Trust Settings → switch Clockroom on.',
      ],
      [
        'Windows',
        'In the folder with the download, run certutil -hashfile clockroom.crt SHA256 and compare.',
        'Double-click clockroom.crt → Install Certificate → Current User → Place all certificates in the following store → Trusted Root Certification Authorities.',
        'Start Chrome or Edge again.',
      ],
      [
        'Linux',
        'Run sha256sum clockroom.crt and compare.',
        'Chrome: Settings → Privacy and security → Security → Manage certificates → Installed by you → Trusted certificates → Import.',
        'Firefox (every system): Settings → Privacy & Security → View Certificates → Authorities → Import; tick “Trust this CA to identify websites”.',
      ],
    ],
    thirdly: '3. Open the store',
    open: 'Open the store’s screens',
    desktop:
      'A computer with the Clockroom desktop program needs no certificate: start it with --station and this machine’s address, and type the pairing code that the front desk shows.',
    other: '中文',
  },
};

/** How a device is made to know the store. `secure`: the address of the screens. */
export function guidePage(language: Language, secure: string): string {
  const texts = guide[language];
  const devices = texts.devices
    .map(
      ([device, ...steps]) =>
        `<details><summary>${device}</summary><ol>${steps.map((step) => `<li>${step}</li>`).join('')}</ol></details>`,
    )
    .join('');
  return page(
    language,
    texts.title,
    `<p class="languages"><a href="/?language=${otherThan(language)}">${texts.other}</a></p>
<h1>${texts.title}</h1><p>${texts.intro}</p>
<h2>${texts.first}</h2><p><a class="do" href="${authorityPath}">${texts.fetch}</a></p>
<h2>${texts.compareTitle}</h2><p class="note">${texts.compare}</p>${devices}
<h2>${texts.thirdly}</h2><p><a class="do" href="${secure}">${texts.open}</a></p><p><code>${secure}</code></p>
<p>${texts.desktop}</p>`,
  );
}

const guest: Record<Language, { title: string; text: string }> = {
  'zh-CN': { title: '欢迎光临', text: '需要服务请联系店内员工。' },
  en: { title: 'Welcome', text: 'Please ask our staff for whatever you need.' },
};

/** What a guest's phone is shown: nothing of the store. */
export function guestPage(): string {
  const [zh, en] = [guest['zh-CN'], guest.en];
  return page(
    'zh-CN',
    `${zh.title} · ${en.title}`,
    `<h1>${zh.title}</h1><p>${zh.text}</p><h1 lang="en">${en.title}</h1><p lang="en">${en.text}</p>`,
  );
}

const unknownHost: Record<Language, { title: string; text: string; open: string; why: string }> = {
  'zh-CN': {
    title: '门店不是用这个名字打开的',
    text: '门店只用这台电脑的地址或它自己的电脑名打开。请改用下面的地址，并收藏它：',
    open: '打开门店',
    why: '路由器或别人起的名字门店不认：不相干的网页可以借这样的名字混进来。代码 HOST_UNKNOWN。',
  },
  en: {
    title: 'The store is not opened by this name',
    text: 'The store opens by this machine’s address, or by the name the machine gives itself. Use this address, and keep it as a bookmark:',
    open: 'Open the store',
    why: 'A name that a router or somebody else gave is not known here: foreign pages could come in by such a name. Code HOST_UNKNOWN.',
  },
};

/** What somebody is shown who came by a name that is not this machine's. `url`: where the store opens. */
export function unknownHostPage(language: Language, url: string): string {
  const { title, text, open, why } = unknownHost[language];
  return page(
    language,
    title,
    `<h1>${title}</h1><p>${text}</p><p><a class="do" href="${url}">${open}</a></p><p><code>${url}</code></p>
<p class="note">${why}</p>`,
  );
}

/** Which language a browser asks for, by the address or by what it prefers. */
export function languageAsked(url: string, preferred: string | undefined): Language {
  const asked = /[?&]language=(zh-CN|en)(?:&|$)/.exec(url)?.[1];
  if (asked === 'zh-CN' || asked === 'en') return asked;
  return /^\s*en\b/i.test(preferred ?? '') ? 'en' : 'zh-CN';
}

const otherThan = (language: Language): Language => (language === 'en' ? 'zh-CN' : 'en');

function page(language: Language, title: string, body: string): string {
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title><style>${style}</style></head><body><main>${body}</main></body></html>`;
}
