import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { errorText } from '../../../../core/error-texts.ts';
import { api } from '../../../client/api.ts';
import { useFormat } from '../../../client/format.ts';
import classes from './overview.module.css';

const shown = 4;

/** The last cards and acts that terminals turned away today; nothing while there were none. */
export function RefusedCards() {
  const { t } = useTranslation(['board', 'common']);
  const format = useFormat();
  const { data } = useQuery({ queryKey: ['refusals'], queryFn: () => api.cards.refusals.query() });
  if (!data || data.length === 0) return null;
  // The error's own text names the room, which is not kept with the refusal.
  const reasonOf = (code: string) =>
    code === 'CLOCK_CALLED_ELSEWHERE' ? t('board:overview.calledElsewhere') : errorText(code, format.language);
  return (
    <section>
      <h2 className={classes.title}>{t('board:overview.refused')}</h2>
      <ul className={classes.refused}>
        {data
          .toSorted((a, b) => b.at - a.at)
          .slice(0, shown)
          .map(({ seq, at, roomNo, place, who, code }) => (
            <li key={seq}>
              {format.time(at)} <strong>{roomNo ?? place}</strong> {[who, reasonOf(code)].filter(Boolean).join(' · ')}
            </li>
          ))}
      </ul>
    </section>
  );
}
