import { Button, Input } from '@mantine/core';
import { IconCheck, IconCreditCard } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CardSeen } from '../../../host/parts/readers/views.ts';
import { useCards } from '../../client/cards.tsx';
import { useMay } from '../../client/session.ts';
import classes from './store-settings.module.css';

interface CardFieldProps {
  value: string;
  /** There is one already: it is replaced in the clock room, where the one before is lost by it. */
  hasCard: boolean;
  onChange: (uid: string) => void;
}

/** A card is given by holding it to any reader of this station; its number is shown to nobody. */
export function CardField({ value, hasCard, onChange }: CardFieldProps) {
  const { t } = useTranslation('store-settings');
  const mayGive = useMay('settings.cards');
  const [isWaiting, setWaiting] = useState(false);
  const [holder, setHolder] = useState<CardSeen['holder'] | null>(null);
  if (hasCard)
    return <Input.Wrapper label={t('field.card')}>{<div className={classes.note}>{t('card.has')}</div>}</Input.Wrapper>;
  if (!mayGive) return null;
  const take = (seen: CardSeen['holder']) => {
    setHolder(seen);
    if (seen.kind !== 'unknown') return;
    onChange(seen.uid);
    setWaiting(false);
  };
  return (
    <Input.Wrapper label={t('field.card')} size="md">
      <div className={classes.cardField}>
        <Button
          h={44}
          variant="default"
          leftSection={value ? <IconCheck size={18} aria-hidden /> : <IconCreditCard size={18} aria-hidden />}
          onClick={() => setWaiting(!isWaiting)}
        >
          {t(isWaiting ? 'card.stop' : value ? 'card.another' : 'card.give')}
        </Button>
        <span role="status">
          {isWaiting && <HeldCards onCard={take} />}
          {isWaiting && holder && holder.kind !== 'unknown' && (
            <b>{t(`card.held.${holder.kind}`, { no: holder.no })} </b>
          )}
          {isWaiting ? t('card.hold') : value !== '' && t('card.given')}
        </span>
      </div>
    </Input.Wrapper>
  );
}

function HeldCards({ onCard }: { onCard: (holder: CardSeen['holder']) => void }) {
  useCards(({ holder }) => onCard(holder));
  return null;
}
