import { errorText } from '../../core/error-texts.ts';
import { HardwareError } from '../../hardware/error.ts';

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

/** The tools' error for what a line or a terminal said; others are thrown again. */
export function toToolError(error: unknown): ToolError {
  if (error instanceof ToolError) return error;
  if (!(error instanceof HardwareError)) throw error;
  const { code, context } = error;
  // The reason of a terminal's state says more than that it is offline.
  const reason = typeof context.reason === 'string' && context.reason.startsWith('OSDP_') ? context.reason : null;
  const detail = [context.name, context.address === undefined ? undefined : `#${context.address}`]
    .filter((part) => part !== undefined)
    .join(' ');
  const words = (language: 'zh-CN' | 'en') =>
    `${detail}${detail && ': '}${errorText(code, language)}${reason ? `, ${errorText(reason, language)}` : ''}`;
  return new ToolError(code, { zh: words('zh-CN'), en: words('en') });
}
