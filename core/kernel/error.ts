import type { ErrorText } from './error-text.ts';

/**
 * The one error of the rules. It crosses every border as `{code, message, context}`: `code` is stable, its texts
 * in every language stand in the `errors.ts` of its aggregate, `context` holds the facts the text fills in (never a
 * secret).
 */
export class StoreError extends Error {
  readonly code: string;
  readonly context: Readonly<Record<string, unknown>>;

  constructor(code: string, context: Record<string, unknown> = {}) {
    super(Object.keys(context).length > 0 ? `${code} ${JSON.stringify(context)}` : code);
    this.name = 'StoreError';
    this.code = code;
    this.context = context;
  }
}

/** What makes the errors of an aggregate: a code that has no text there is a type error. */
export function errorsOf<Texts extends Record<string, ErrorText>>(_texts: Texts) {
  return (code: keyof Texts & string, context: Record<string, unknown> = {}): StoreError =>
    new StoreError(code, context);
}
