import { Button, Paper, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { hourMs } from '../../../../core/kernel/time.ts';
import { useBoard } from '../../../client/board-store.ts';
import { useFormat } from '../../../client/format.ts';
import { useMay } from '../../../client/session.ts';
import { storeNow } from '../../../client/store-time.ts';
import { ReasonPrompt } from '../../../components/reason-prompt.tsx';
import { Arrival } from '../../../shared/arrival/arrival.tsx';
import { useGuestName, useReservationWords } from '../../../shared/arrival/use-words.ts';
import { chooseRoom, showForm } from '../../../shared/command-line/board-view.ts';
import classes from './panel.module.css';

/** Whoever comes later than that is nobody to be let in now. */
const nearMs = 12 * hourMs;

/** For whom a room is kept, and their arrival. */
export function ReservedNote({ roomNo }: { roomNo: string }) {
  const { t } = useTranslation(['board', 'arrival']);
  const format = useFormat();
  const words = useReservationWords();
  const nameOfGuest = useGuestName();
  const may = useMay('reservation.edit');
  const kept = useBoard((board) =>
    board.reservations.find((one) => one.roomNo === roomNo && one.startsAt - storeNow() < nearMs),
  );
  if (!kept) return null;
  const who = words(kept, nameOfGuest(kept.guestName));
  return (
    <Paper
      p="sm"
      bg="var(--cr-ground)"
      className={classes.reserved}
      component="section"
      aria-label={t('arrival:title')}
    >
      <Text fw={600} mb="xs">
        {t(kept.kept ? 'board:keptRoom' : 'board:keptTile', { time: format.time(kept.startsAt), who })}
      </Text>
      {may && <Arrival key={kept.id} reservation={kept} onArrived={chooseRoom} />}
    </Paper>
  );
}

/** What opens the room for anybody: at once, or in a room that is kept, when it is asked for. */
export function UnlessReserved({ isReserved, children }: { isReserved: boolean; children: ReactNode }) {
  const { t } = useTranslation(['board', 'arrival']);
  const [isAsked, setAsked] = useState(false);
  if (!isReserved || isAsked) return children;
  return (
    <div className={classes.formBody}>
      <Button variant="default" h={48} fullWidth onClick={() => setAsked(true)}>
        {t('board:openAnyway')}
      </Button>
    </div>
  );
}

/** A room that is kept for others is wanted all the same: why. */
export function DespiteForm({ text, again }: { text: string; again: (reason: string) => Promise<boolean> }) {
  const { t } = useTranslation(['board', 'arrival']);
  return (
    <div className={classes.formBody}>
      <ReasonPrompt
        title={text}
        suggestions={t('arrival:despite').split('|')}
        confirmLabel={t('board:openAnyway')}
        onCancel={() => showForm()}
        onConfirm={(reason) => void again(reason).then((done) => done && showForm())}
      />
    </div>
  );
}
