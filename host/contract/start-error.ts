/** Why the store did not start. Every code has its one line in both languages in `startErrorText`. */
export type StartErrorCode =
  | 'FLAG_UNKNOWN'
  | 'FLAG_VALUE'
  | 'SITE_FILE_MISSING'
  | 'SITE_INVALID'
  | 'DATA_FOLDER_UNUSABLE'
  | 'DATA_FOLDER_IN_USE'
  | 'DATA_FOLDER_SHARED'
  | 'STORE_FILE_LINKED'
  | 'PLACES_INVALID'
  | 'PORT_IN_USE'
  | 'SCREENS_MISSING'
  | 'STATION_NEEDS_DESKTOP'
  | 'STORE_NOT_OPENED';

/** A start that cannot go on: not a fault of the program, so it ends with one line and exit status 2. */
export class StartError extends Error {
  readonly code: StartErrorCode;
  readonly context: Readonly<Record<string, string | number>>;

  constructor(code: StartErrorCode, context: Record<string, string | number> = {}, options?: ErrorOptions) {
    super(`${code} ${JSON.stringify(context)}`, options);
    this.name = 'StartError';
    this.code = code;
    this.context = context;
  }
}

const texts: Record<StartErrorCode, { 'zh-CN': string; en: string }> = {
  FLAG_UNKNOWN: { 'zh-CN': '不认识的参数 {flag}', en: 'unknown flag {flag}' },
  FLAG_VALUE: {
    'zh-CN': '参数 {flag} 的值 {value} 不对，应为 {allowed}',
    en: '{flag} cannot be {value}; allowed: {allowed}',
  },
  SITE_FILE_MISSING: { 'zh-CN': '门店文件 {file} 读不到', en: 'the site file {file} cannot be read' },
  SITE_INVALID: {
    'zh-CN': '门店文件有 {count} 处错误，第一处：{zh}',
    en: 'the site file has {count} problem(s), the first: {en}',
  },
  DATA_FOLDER_UNUSABLE: {
    'zh-CN': '数据目录 {folder} 不能写 ({detail})',
    en: 'the data folder {folder} cannot be written ({detail})',
  },
  DATA_FOLDER_IN_USE: {
    'zh-CN': '数据目录 {folder} 已有另一个程序在用',
    en: 'the data folder {folder} is in use by another process',
  },
  DATA_FOLDER_SHARED: {
    'zh-CN': '数据目录 {folder} 正被另一台电脑 {host} 使用；请先在那台上关店',
    en: 'the data folder {folder} is in use by another computer, {host}; close the store there first',
  },
  STORE_FILE_LINKED: {
    'zh-CN': '数据文件 {file} 还有别的名字（硬链接），另一个程序可能从那里打开；请复制一份再删去链接',
    en: 'the store file {file} has another name (a hard link), by which another program may open it; copy it and remove the link',
  },
  PLACES_INVALID: {
    'zh-CN': '文件 {file} 有误：{detail}',
    en: '{file} is not as it should be: {detail}',
  },
  PORT_IN_USE: { 'zh-CN': '端口 {port} 不能用 ({detail})', en: 'port {port} cannot be used ({detail})' },
  SCREENS_MISSING: {
    'zh-CN': '{folder} 里没有界面文件，请先运行 npm run build',
    en: 'no screens in {folder}; run: npm run build',
  },
  STATION_NEEDS_DESKTOP: {
    'zh-CN': '--station 需要 Electron；没有 Electron 请在浏览器打开 http://{address}/，按页面安装证书',
    en: '--station needs Electron; without it open http://{address}/ in a browser and install the certificate as it says',
  },
  STORE_NOT_OPENED: { 'zh-CN': '门店打不开：{zh}', en: 'the store cannot be opened: {en}' },
};

/** One line in both languages. */
export function startErrorText(error: StartError): string {
  const fill = (text: string) => text.replace(/\{(\w+)\}/g, (_, key: string) => String(error.context[key] ?? '?'));
  const { 'zh-CN': zh, en } = texts[error.code];
  return `${fill(zh)} · ${fill(en)}`.replace(/\s*[\r\n]+\s*/g, ' ');
}
