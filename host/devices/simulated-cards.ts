import { isHashedCard } from '../../core/kernel/card-fields.ts';
import { cardError } from '../../core/model/cards/errors.ts';
import type { SiteIndex } from '../../core/model/site/site-index.ts';

/** A card that nobody holds. */
const strangersUid = '04DEADBEEF0001';

/**
 * The UID behind the name of a card: `technician:88`, `staff:R02`, `wristband:46`, `lost:88` (the last she or he lost),
 * `unknown`. Throws CARD_UNKNOWN, also where the number itself was lost.
 */
export function cardUidOf(index: SiteIndex, card: string): string {
  if (card === 'unknown') return strangersUid;
  const [kind, holder = ''] = card.split(':');
  const uid =
    kind === 'technician'
      ? index.technicians.get(holder)?.card
      : kind === 'staff'
        ? index.staff.get(holder)?.card
        : kind === 'lost'
          ? index.site.lostCards?.findLast(({ no }) => no === holder)?.card
          : index.site.wristbands.find(({ no }) => kind === 'wristband' && no === holder)?.card;
  if (uid === undefined || isHashedCard(uid)) throw cardError('CARD_UNKNOWN', { cardId: card });
  return uid;
}
