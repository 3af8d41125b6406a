import { sentence, type WordsOf } from '../../kernel/words.ts';
import type { serviceCallEvents } from './events.ts';

export const serviceCallWords: WordsOf<typeof serviceCallEvents> = {
  'service.called': sentence(
    () => '呼叫服务',
    () => 'Call for service',
  ),
  'service.answered': sentence(
    () => '呼叫已处理',
    () => 'Call answered',
  ),
};
