import { errorsOf } from '../../kernel/error.ts';
import { type ErrorText, text } from '../../kernel/error-text.ts';

/** Refusals about guests who call for service. */
export const serviceCallTexts = {
  // Service calls
  SERVICE_CALL_OPEN: text('已经呼叫过服务', 'Service has been called already', '已呼叫', 'Already called'),
  SERVICE_CALL_UNKNOWN: text('没有这个呼叫', 'There is no such call', '无此呼叫', 'No such call'),
} satisfies Record<string, ErrorText>;

export const serviceCallError = errorsOf(serviceCallTexts);
