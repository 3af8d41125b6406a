import { Badge, Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MissingCode, MissingLine } from '../../../../core/rules/site/missing.ts';
import { api } from '../../../client/api.ts';
import { navigate, type ScreenName } from '../../../client/router.ts';
import { useMay, useSession } from '../../../client/session.ts';
import { putOffBy } from '../../../client/storage.ts';
import classes from './overview.module.css';

interface Place {
  screen: ScreenName;
  /** Of a page with several. */
  params?: Record<string, string>;
}

const settings = (sheet: string): Place => ({ screen: 'store-settings', params: { sheet } });

/** Where each is put right; null: in a menu, as its words say. What has no screen of its own comes with a site file. */
const places: Readonly<Record<MissingCode, Place | null>> = {
  technicians: settings('people'),
  prices: settings('items'),
  sheet: { screen: 'backups' },
  pins: null,
  staff: settings('people'),
  'preset-prices': settings('items'),
  unserved: settings('people'),
  pay: settings('payRules'),
  printer: settings('printers'),
  terminals: settings('terminals'),
  reader: settings('readers'),
  cards: settings('people'),
};

/** PINs and recovery sheets are no settings: nobody is told of them. */
const refetchMs = 20_000;

/** What the store still lacks to be opened to guests, for who may change its settings; nothing once it has all. */
export function Missing() {
  const may = useMay('settings.edit');
  const session = useSession();
  return may && session ? <MissingList key={session.staffNo} staffNo={session.staffNo} /> : null;
}

function MissingList({ staffNo }: { staffNo: string }) {
  const { t } = useTranslation('board');
  const [putOff, setPutOff] = useState(() => putOffBy.get(staffNo));
  const { data } = useQuery({
    queryKey: ['settings', 'missing'],
    queryFn: () => api.setup.missing.query(),
    refetchInterval: refetchMs,
  });
  if (!data || data.length === 0) return null;
  const keep = (codes: string[]) => {
    putOffBy.set(staffNo, codes);
    setPutOff(codes);
  };
  const shown = data.filter(({ code }) => !putOff.includes(code));
  return (
    <section aria-label={t('missing.title')}>
      <h2 className={classes.title}>{t('missing.title')}</h2>
      <ul className={classes.missing}>
        {shown.map((line) => (
          <Line key={line.code} line={line} onLater={() => keep([...putOff, line.code])} />
        ))}
      </ul>
      {shown.length < data.length && (
        <p className={classes.empty}>
          {t('missing.putOff', { count: data.length - shown.length })}{' '}
          <Button variant="subtle" h={44} px="xs" onClick={() => keep([])}>
            {t('missing.show')}
          </Button>
        </p>
      )}
    </section>
  );
}

function Line({ line: { code, count, isNeeded }, onLater }: { line: MissingLine; onLater: () => void }) {
  const { t } = useTranslation('board');
  const what = t(`missing.what.${code}`, { count });
  const place = places[code];
  return (
    <li className={classes.lacking}>
      <span>
        {place === null ? (
          <strong>{what}</strong>
        ) : (
          <button type="button" className={classes.lackingLink} onClick={() => navigate(place.screen, place.params)}>
            {what}
          </button>
        )}
        {isNeeded && (
          <Badge color="red" variant="light" ml={6}>
            {t('missing.needed')}
          </Badge>
        )}
        <small>{t(`missing.why.${code}`)}</small>
      </span>
      <Button variant="subtle" h={44} px="xs" flex="none" onClick={onLater} aria-label={t('missing.laterOf', { what })}>
        {t('missing.later')}
      </Button>
    </li>
  );
}
