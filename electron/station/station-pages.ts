import type { ContactRefusal } from './first-contact.ts';

/** What went wrong last. */
export type Trouble = ContactRefusal | 'mistyped';

/** The door's pages run nothing, and send their form to nobody but the program. */
export const pagePolicy = [
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** How soon a store that did not answer is asked again, seconds. */
const retrySeconds = 5;

const troubles: Record<Trouble, { zh: string; en: string }> = {
  unreachable: {
    zh: '门店主机没有回答。请看主机是否开着、是否用 --lan 启动、网线是否插好；本屏幕会自己再试。',
    en: 'The store’s computer does not answer. See whether it is on, was started with --lan, and is connected; this screen tries again by itself.',
  },
  'not-encrypted': {
    zh: '那里回答的不是加密的门店。请核对地址和端口。',
    en: 'What answers there is no encrypted store. Check the address and the port.',
  },
  mistyped: {
    zh: '代码是 6 位数字加 10 个字符，请照前台屏幕再输入一次。',
    en: 'The code is six digits and ten characters: type it again as the front desk’s screen shows it.',
  },
  'other-mark': {
    zh: '校验字符与那里回答的门店不符：可能输错了，也可能有人冒充门店。请与前台屏幕逐字核对；仍然不符就不要继续，告诉经理。',
    en: 'The ten characters do not fit the store that answers: they were mistyped, or somebody passes for the store. Compare them with the front desk’s screen; if they still differ, do not go on and tell the manager.',
  },
  'other-authority': {
    zh: '门店的证书变了：门店可能重新建立过，也可能有人冒充门店。本屏幕不再发送任何内容。请在前台打开“工作站”，重新配对。',
    en: 'The store’s certificate has changed: the store may have been set up anew, or somebody passes for it. This screen sends nothing more. Open “Stations” at the front desk and pair again.',
  },
  'other-name': {
    zh: '门店的证书不包括这个地址。请用前台“工作站”页面列出的地址启动本程序。',
    en: 'The store’s certificate is not for this address. Start this program with an address that “Stations” at the front desk lists.',
  },
  'not-valid-now': {
    zh: '门店的证书现在无效：这台电脑或门店主机的日期不对。请校准日期后再试。',
    en: 'The store’s certificate is not valid now: the date of this computer or of the store’s is wrong. Put it right and try again.',
  },
};

const style = `
body { font: 18px/1.6 system-ui, sans-serif; color: #1b2b2b; background: #f4f7f7; margin: 0; }
main { max-width: 34rem; margin: 8vh auto; padding: 2rem; background: #fff; border: 1px solid #d3dddd; border-radius: 8px; }
h1 { font-size: 1.4rem; margin: 0 0 .5rem; } p { margin: .4rem 0; } [lang=en] { color: #4a5c5c; }
.trouble { background: #fff7e0; border-left: 4px solid #b07a00; padding: .6rem 1rem; margin: 1rem 0; }
input { font: 1.4rem ui-monospace, monospace; letter-spacing: .1em; width: 100%; box-sizing: border-box; padding: .6rem; margin: .6rem 0; border: 1px solid #7d9090; border-radius: 8px; }
button, a { font-size: 1.05rem; min-height: 48px; padding: .6rem 1.4rem; border: 0; border-radius: 8px; background: #0b6e6e; color: #fff; text-decoration: none; display: inline-block; box-sizing: border-box; }
a { background: #4a5c5c; } code { overflow-wrap: anywhere; }
`;

export interface DoorPage {
  /** Of the store. */
  url: string;
  /** Where the form goes. */
  action: string;
  trouble: Trouble | null;
  /** An authority is pinned already: the store can be tried again as it is. */
  isKnown: boolean;
}

/** Asks for the code, in both languages, and says what is wrong. */
export function doorPage({ url, action, trouble, isKnown }: DoorPage): string {
  const said = trouble ? troubles[trouble] : null;
  const retry = isKnown && trouble !== 'other-authority';
  const again =
    retry && trouble === 'unreachable' ? `<meta http-equiv="refresh" content="${retrySeconds};url=${url}">` : '';
  return page(
    again,
    `<h1>连接门店 · Connect to the store</h1><p><code>${url}</code></p>
${said ? `<div class="trouble" role="alert"><p>${said.zh}</p><p lang="en">${said.en}</p></div>` : ''}
<form method="get" action="${action}"><label for="code"><p>在前台打开“工作站” → “配对其他屏幕”，把代码和校验字符输入到这里：</p>
<p lang="en">At the front desk open “Stations” → “Pair another screen”; type the code and the ten characters shown there:</p></label>
<input id="code" name="code" required autofocus autocomplete="off" autocapitalize="characters" spellcheck="false" maxlength="60" placeholder="123456 ABCDE FGHJK">
<button type="submit">连接 · Connect</button>${retry ? ` <a href="${url}">再试一次 · Try again</a>` : ''}</form>`,
  );
}

/** The store is known: goes on to it. */
export function goOnPage(url: string): string {
  return page(
    `<meta http-equiv="refresh" content="0;url=${url}">`,
    `<p><a href="${url}">打开门店 · Open the store</a></p>`,
  );
}

function page(head: string, body: string): string {
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>Clockroom</title><style>${style}</style>${head}</head><body><main>${body}</main></body></html>`;
}
