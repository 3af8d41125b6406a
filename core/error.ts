import type { ErrorCode } from './error-texts.ts';

/**
 * The one error of the rules. It crosses every border as `{code, message, context}`: `code` is stable, its texts
 * in every language stand in `error-texts.ts`, `context` holds the facts the text fills in (never a secret).
 */
export class StoreError extends Error {
  readonly code: ErrorCode;
  readonly context: Readonly<Record<string, unknown>>;

  constructor(code: ErrorCode, context: Record<string, unknown> = {}) {
    super(Object.keys(context).length > 0 ? `${code} ${JSON.stringify(context)}` : code);
    this.name = 'StoreError';
    this.code = code;
    this.context = context;
  }
}
