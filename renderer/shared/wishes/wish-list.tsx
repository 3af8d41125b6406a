import { UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { VisitView } from '../../../host/parts/visits/views.ts';
import type { WishView } from '../../../host/parts/wishes/views.ts';
import { useFormat } from '../../client/format.ts';
import classes from './wish-list.module.css';

interface WishListProps {
  visit: VisitView;
  /** Where they can be changed: takes the one that was chosen. */
  onChoose?: ((wish: WishView) => void) | undefined;
}

/** What the guests of a visit wish, the whole room's first; nothing where they wish nothing. */
export function WishList({ visit, onChoose }: WishListProps) {
  const { t } = useTranslation('wishes');
  if (visit.wishes.length === 0) return null;
  const rank = new Map(visit.guests.map(({ id, ordinal }) => [id, ordinal]));
  const rankOf = ({ guestId }: WishView) => rank.get(guestId ?? '') ?? 0;
  return (
    <section className={classes.list} aria-label={t('title')}>
      <h3 className={classes.title}>{t('title')}</h3>
      <ul className={classes.items}>
        {visit.wishes
          .toSorted((one, other) => rankOf(one) - rankOf(other))
          .map((wish) => (
            <li key={wish.id}>
              {onChoose ? (
                <UnstyledButton className={classes.wish} onClick={() => onChoose(wish)}>
                  <Wish wish={wish} ordinal={rankOf(wish)} />
                </UnstyledButton>
              ) : (
                <span className={classes.wish}>
                  <Wish wish={wish} ordinal={rankOf(wish)} />
                </span>
              )}
            </li>
          ))}
      </ul>
    </section>
  );
}

/** `ordinal`: of the guest, 0 for the whole room. */
function Wish({ wish, ordinal }: { wish: WishView; ordinal: number }) {
  const { t } = useTranslation('wishes');
  const format = useFormat();
  const facts = [t('noted', { time: format.time(wish.notedAt), by: wish.notedBy })];
  if (wish.changedAt !== null) facts.push(t('changed', { time: format.time(wish.changedAt) }));
  return (
    <>
      <span className={classes.whose}>{ordinal === 0 ? t('room') : t('guest', { no: ordinal })}</span>
      {wish.text}
      <span className={classes.facts}>{facts.join(' · ')}</span>
    </>
  );
}
