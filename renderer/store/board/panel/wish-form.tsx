import { Button, SegmentedControl, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { normalText } from '../../../../core/kernel/typed.ts';
import { wishLength } from '../../../../core/model/wishes/wish.ts';
import type { VisitView } from '../../../../host/parts/visits/views.ts';
import type { WishView } from '../../../../host/parts/wishes/views.ts';
import { act } from '../../../client/act.ts';
import { showForm } from '../../../shared/command-line/board-view.ts';
import { SmallForm } from './small-form.tsx';

const room = 'room';

/** What a guest wishes for this visit, or the whole room; an old one is changed or withdrawn. */
export function WishForm({ visit, wish }: { visit: VisitView; wish: WishView | undefined }) {
  const { t } = useTranslation(['board', 'common', 'wishes']);
  const { guests } = visit;
  const [whose, setWhose] = useState(guests.length === 1 ? (guests[0]?.id ?? room) : room);
  const [typed, setTyped] = useState(wish?.text ?? '');
  const text = normalText(typed);
  const save = async () => {
    if (wish) return Boolean(await act('wish.change', { wishId: wish.id, was: wish.text, text }));
    const of =
      whose === room ? { kind: 'room' as const, visitId: visit.id } : { kind: 'guest' as const, guestId: whose };
    return Boolean(await act('wish.note', { whose: of, text }));
  };
  const withdraw = async (standing: WishView) => {
    if (await act('wish.withdraw', { wishId: standing.id, was: standing.text })) showForm();
  };
  return (
    <SmallForm
      title={t(wish ? 'board:changeWish' : 'board:actions.wish')}
      submitLabel={t('common:save')}
      ready={text !== '' && text !== wish?.text}
      onSubmit={save}
    >
      {!wish && (
        <SegmentedControl
          aria-label={t('board:forWhom')}
          size="md"
          fullWidth
          value={whose}
          onChange={setWhose}
          data={[
            { value: room, label: t('wishes:room') },
            ...guests.map(({ id, ordinal }) => ({ value: id, label: t('wishes:guest', { no: ordinal }) })),
          ]}
        />
      )}
      <Textarea
        label={t('wishes:title')}
        description={t('board:wishHint')}
        size="md"
        autosize
        minRows={2}
        maxLength={wishLength}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
          event.preventDefault();
          event.currentTarget.form?.requestSubmit();
        }}
        data-autofocus
        autoFocus
      />
      {wish && (
        <Button variant="default" h={44} onClick={() => void withdraw(wish)}>
          {t('board:withdrawWish')}
        </Button>
      )}
    </SmallForm>
  );
}
