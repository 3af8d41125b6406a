import { Button, Group, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { localTime } from '../../../core/kernel/time.ts';
import type { TechnicianView } from '../../../host/parts/technicians/views.ts';

import { act } from '../../client/act.ts';
import { useCards } from '../../client/cards.tsx';
import { useCatalog } from '../../client/catalog.ts';
import { useFormat } from '../../client/format.ts';
import { useMay } from '../../client/session.ts';
import { ReasonPrompt } from '../../components/reason-prompt.tsx';
import { showDone } from '../../components/undo.tsx';

type Asked = 'lost' | 'found' | 'other';

/** A technician's card: reported lost, found again, or another one instead. */
export function PersonCard({ technician: { no, cardLostAt } }: { technician: TechnicianView }) {
  const { t } = useTranslation('clock-room');
  const format = useFormat();
  const { timeZone } = useCatalog().store;
  const mayBlock = useMay('card.block');
  const mayReplace = useMay('card.replace');
  const [asked, setAsked] = useState<Asked | null>(null);
  if (!mayBlock && !mayReplace) return null;
  const isLost = cardLostAt !== null;
  const run = async (what: 'lost' | 'found', reason: string) => {
    setAsked(null);
    const command = what === 'lost' ? 'card.block' : 'card.release';
    if (await act(command, { holder: 'technician', no, reason })) showDone(t(`card.done.${what}`, { no }));
  };
  const replace = async (card: string) => {
    if (!(await act('card.replace', { holder: 'technician', no, card }))) return;
    setAsked(null);
    showDone(t('card.done.other', { no }));
  };
  return (
    <section aria-label={t('card.title')}>
      {isLost && (
        <Text fw={700}>
          {t('card.lostSince', { date: localTime(cardLostAt, timeZone).date, time: format.time(cardLostAt) })}
        </Text>
      )}
      <Group gap="xs" grow>
        {mayBlock && !isLost && (
          <Button h={48} variant="default" onClick={() => setAsked('lost')}>
            {t('card.lost')}
          </Button>
        )}
        {mayReplace && isLost && (
          <Button h={48} variant="default" onClick={() => setAsked('found')}>
            {t('card.found')}
          </Button>
        )}
        {mayReplace && (
          <Button h={48} variant="default" aria-expanded={asked === 'other'} onClick={() => setAsked('other')}>
            {t('card.other')}
          </Button>
        )}
      </Group>
      {(asked === 'lost' || asked === 'found') && (
        <ReasonPrompt
          key={asked}
          title={t(`card.ask.${asked}`, { no })}
          suggestions={Object.values(t(`card.reasons.${asked}`, { returnObjects: true }))}
          confirmLabel={t(`card.${asked}`)}
          onConfirm={(reason) => void run(asked, reason)}
          onCancel={() => setAsked(null)}
        />
      )}
      {asked === 'other' && <OtherCard no={no} onCard={(card) => void replace(card)} onCancel={() => setAsked(null)} />}
    </section>
  );
}

interface OtherCardProps {
  no: string;
  /** UID in upper-case hex. */
  onCard: (card: string) => void;
  onCancel: () => void;
}

/** Another card: held to a reader of this station, or its number typed. */
function OtherCard({ no, onCard, onCancel }: OtherCardProps) {
  const { t } = useTranslation(['clock-room', 'common']);
  const [typed, setTyped] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  useCards(({ holder }) => {
    if (holder.kind === 'unknown') {
      setTyped(holder.uid);
      setProblem(null);
    } else setProblem(t(holder.kind === 'lost' ? 'card.isLost' : 'card.isHeld', { no: holder.no }));
  });
  const take = () => {
    const card = typed.replaceAll(/[\s:-]/g, '').toUpperCase();
    if (/^([0-9A-F]{2}){4,10}$/.test(card)) onCard(card);
    else setProblem(t('card.wrong'));
  };
  return (
    <form
      aria-label={t('card.askOther', { no })}
      onSubmit={(event) => {
        event.preventDefault();
        take();
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onCancel();
      }}
    >
      <Text fw={600} mt="xs">
        {t('card.askOther', { no })}
      </Text>
      <Text size="sm" c="var(--cr-quiet)">
        {t('card.hold')}
      </Text>
      <TextInput
        label={t('card.number')}
        size="md"
        maxLength={32}
        autoComplete="off"
        value={typed}
        error={problem}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          setProblem(null);
        }}
        autoFocus
      />
      <Group gap="xs" grow mt="xs">
        <Button variant="default" h={44} onClick={onCancel}>
          {t('common:cancel')}
        </Button>
        <Button type="submit" h={44}>
          {t('card.give')}
        </Button>
      </Group>
    </form>
  );
}
