import { errorText } from '../../core/error-texts.ts';
import { HardwareError } from '../../hardware/error.ts';
import type { OpenFailure } from '../../hardware/transport/open-failure.ts';

/** Something in both languages, on one line. */
export interface BothWords {
  zh: string;
  en: string;
}

/** Why a tool could not do it, for people and with a stable code. */
export class ToolError extends Error {
  readonly code: string;
  /** 2: called wrongly; 1: the line or the terminal. */
  readonly exitCode: 1 | 2;
  readonly words: BothWords;

  constructor(code: string, words: BothWords, exitCode: 1 | 2 = 1) {
    super(`${words.zh} / ${words.en}`);
    this.name = 'ToolError';
    this.code = code;
    this.words = words;
    this.exitCode = exitCode;
  }
}

/** What an installer does about a line that cannot be opened. */
const openFailures: Readonly<Record<string, BothWords | undefined>> = {
  missing: { zh: '没有这个设备，请检查接线和名称', en: 'there is no such device; check the plug and the name' },
  'in-use': { zh: '另一个程序正在使用（请先关闭门店程序）', en: 'another program has it open (close the store first)' },
  denied: {
    zh: '当前用户没有权限（Linux：加入 dialout 组后重新登录）',
    en: 'this user may not use it (Linux: join the group dialout and sign in again)',
  },
  'no-line': { zh: '这不是串口', en: 'it is no serial line' },
  refused: {
    zh: '设备拒绝连接，请检查端口号，并确认没有别的程序连着（如门店程序）',
    en: 'it takes no connection; check the port number, and that nothing else is connected (the store)',
  },
  'unknown-host': { zh: '没有这个主机名', en: 'there is no machine of that name' },
  'no-answer': {
    zh: '该地址没有回应，请检查网线和地址',
    en: 'nothing answers at that address; check the cable and the address',
  },
} satisfies Record<OpenFailure, BothWords>;

const keyIsElsewhere: BothWords = {
  zh: '它已有密钥：请用 --data 给出门店数据目录、--bus 给出线路名',
  en: 'it holds a key: name the store’s data folder by --data and the line by --bus',
};

function hintOf({ why, hasNoKey }: Readonly<Record<string, unknown>>): BothWords | undefined {
  if (hasNoKey === true) return keyIsElsewhere;
  return typeof why === 'string' ? openFailures[why] : undefined;
}

/** The tools' error for what a line or a terminal said, or a file that cannot be written; others are thrown again. */
export function toToolError(error: unknown): ToolError {
  if (error instanceof ToolError) return error;
  if (error instanceof Error && 'syscall' in error && 'code' in error) {
    return new ToolError('FILE_FAILED', {
      zh: `密钥文件写不了：${error.message}`,
      en: `the file with the keys cannot be written: ${error.message}`,
    });
  }
  if (!(error instanceof HardwareError)) throw error;
  const { code, context } = error;
  // The reason of a terminal's state says more than that it is offline.
  const reason = typeof context.reason === 'string' && context.reason.startsWith('OSDP_') ? context.reason : null;
  const detail = [context.name, context.address === undefined ? undefined : `#${context.address}`]
    .filter((part) => part !== undefined)
    .join(' ');
  const hint = hintOf(context);
  const words = (language: 'zh-CN' | 'en') => {
    const more = [reason ? errorText(reason, language) : undefined, hint?.[language === 'en' ? 'en' : 'zh']];
    const said = [errorText(code, language), ...more].filter((part) => part !== undefined);
    return `${detail}${detail && ': '}${said.join(', ')}`;
  };
  return new ToolError(code, { zh: words('zh-CN'), en: words('en') });
}
