import { SegmentedControl, TextInput, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { normalCode } from '../../../core/kernel/typed.ts';
import type { SimulatedDevicesView } from '../../../host/parts/simulated-devices/views.ts';
import { EmptyNote } from '../../components/async-boundary.tsx';
import { isFound } from '../../components/initials.ts';
import classes from './practice.module.css';

type Card = SimulatedDevicesView['cards'][number];

interface CardPickerProps {
  cards: readonly Card[];
  name: string;
  onPick: (card: Card) => void;
  onClose: () => void;
}

const roles = ['all', 'technician', 'staff', 'wristband', 'unknown'] as const;
const shownAtMost = 60;

/** Whose card to hold: typed by number, name or initials; Enter takes the first. */
export function CardPicker({ cards, name, onPick, onClose }: CardPickerProps) {
  const { t } = useTranslation('practice');
  const [typed, setTyped] = useState('');
  const [role, setRole] = useState<string>('all');
  const found = cards.filter(
    (card) => (role === 'all' || card.role === role) && isFound(typed, card.holder, [card.label]),
  );
  // A number typed in full means that one before those that only begin with it.
  const exact = found.filter((card) => card.holder.toLowerCase() === normalCode(typed).toLowerCase());
  const sorted = [...exact, ...found.filter((card) => !exact.includes(card))];
  const shown = sorted.slice(0, shownAtMost);
  return (
    <form
      className={classes.picker}
      aria-label={t('card.title', { name })}
      onSubmit={(event) => {
        event.preventDefault();
        const first = sorted[0];
        if (first) onPick(first);
      }}
    >
      <TextInput
        size="md"
        label={t('card.find')}
        placeholder={t('card.hint')}
        autoFocus
        autoComplete="off"
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.stopPropagation();
          onClose();
        }}
      />
      <SegmentedControl
        fullWidth
        size="sm"
        className={classes.roles}
        value={role}
        onChange={setRole}
        data={roles.map((value) => ({ value, label: t(`card.roles.${value}`) }))}
      />
      {shown.length === 0 ? (
        <EmptyNote text={t('card.none')} />
      ) : (
        <ul className={classes.cards}>
          {shown.map((card) => (
            <li key={card.cardId}>
              <UnstyledButton className={classes.cardButton} data-role={card.role} onClick={() => onPick(card)}>
                {card.label}
              </UnstyledButton>
            </li>
          ))}
          {sorted.length > shown.length && (
            <li className={classes.more}>{t('card.more', { count: sorted.length - shown.length })}</li>
          )}
        </ul>
      )}
    </form>
  );
}
