import { sentence, type WordsOf } from '../../kernel/words.ts';
import type { wishEvents } from './events.ts';

interface Whose {
  ordinal: number | null;
}

const zh = ({ ordinal }: Whose) => (ordinal === null ? '整房要求' : `客人 ${ordinal} 要求`);
const en = ({ ordinal }: Whose) => (ordinal === null ? 'Note for the room' : `Note for guest ${ordinal}`);

export const wishWords: WordsOf<typeof wishEvents> = {
  'wish.noted': sentence(
    (wish) => `${zh(wish)} · ${wish.text}`,
    (wish) => `${en(wish)} · ${wish.text}`,
  ),
  'wish.changed': sentence(
    (wish) => `${zh(wish)}改为 · ${wish.text}（原 ${wish.before}）`,
    (wish) => `${en(wish)} changed · ${wish.text} (was ${wish.before})`,
  ),
  'wish.withdrawn': sentence(
    (wish) => `${zh(wish)}撤回 · ${wish.before}`,
    (wish) => `${en(wish)} withdrawn · ${wish.before}`,
  ),
  'wish.moved': sentence(
    ({ fromRoomNo, toRoomNo }) => `整房要求随客人从 ${fromRoomNo} 到 ${toRoomNo}`,
    ({ fromRoomNo, toRoomNo }) => `Note for the room goes along from ${fromRoomNo} to ${toRoomNo}`,
  ),
};
