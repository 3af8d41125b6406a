import { Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CommandInput } from '../../../core/model/commands.ts';
import type { ReservationBrief } from '../../../host/parts/reservations/views.ts';
import { tellError, tryAct } from '../../client/act.ts';
import { useBoard } from '../../client/board-store.ts';
import { refusalOf, textOfError } from '../../client/errors.ts';
import { ReasonPrompt } from '../../components/reason-prompt.tsx';
import { showDone } from '../../components/undo.tsx';

interface ArrivalProps {
  reservation: ReservationBrief;
  /** They were put down as a no-show: an ordinary visit, with who is free of those they asked for. */
  isLate?: boolean;
  /** The guests are in this room now. */
  onArrived: (roomNo: string) => void;
}

/** What to do when the room or a technician is not as booked: another room, the rotation, or a reason. */
type WayOn = 'room' | 'rotation' | 'reason';

const shownRooms = 12;

/** The guests are here: one button, and a way on where the store refuses it. */
export function Arrival({ reservation, isLate = false, onArrived }: ArrivalProps) {
  const { t } = useTranslation('arrival');
  const [refused, setRefused] = useState<{ text: string; way: WayOn } | null>(null);
  const [asked, setAsked] = useState<Omit<CommandInput<'reservation.arrive'>, 'reservationId'>>({});
  const [busy, setBusy] = useState(false);

  const arrive = async (more: typeof asked) => {
    const next = { ...asked, ...more };
    setAsked(next);
    setBusy(true);
    try {
      const command = isLate ? 'reservation.arriveLate' : 'reservation.arrive';
      const { events } = await tryAct(command, { reservationId: reservation.id, ...next });
      const others = events.flatMap((event) => (event.type === 'reservation.cameLate' ? event.payload.byRotation : []));
      if (others.length > 0) showDone(t('othersCome', { nos: others.join(' ') }));
      onArrived(next.roomNo ?? reservation.roomNo ?? '');
    } catch (error) {
      const way = wayOn(refusalOf(error)?.code);
      if (way) setRefused({ text: textOfError(error), way });
      else tellError(error);
    }
    setBusy(false);
  };
  const byRotation = () => {
    const orders = reservation.items.map(({ serviceCode }) => ({ serviceCode, choices: [] }));
    void arrive({ orders });
  };
  if (refused?.way === 'reason') {
    return (
      <ReasonPrompt
        title={refused.text}
        suggestions={t('despite').split('|')}
        confirmLabel={t('arrive')}
        onCancel={() => setRefused(null)}
        onConfirm={(reason) => void arrive({ despiteReservation: reason })}
      />
    );
  }
  return (
    <Stack gap="xs">
      {refused && (
        <Text size="sm" c="var(--cr-red)" role="alert">
          {refused.text}
        </Text>
      )}
      {refused?.way === 'room' && (
        <FreeRooms guests={reservation.guestCount} onChoose={(roomNo) => void arrive({ roomNo })} />
      )}
      {refused?.way === 'rotation' && (
        <Button h={48} variant="light" loading={busy} onClick={byRotation}>
          {t('arriveByRotation')}
        </Button>
      )}
      {isLate && (
        <Text size="sm" c="var(--cr-quiet)">
          {t('lateNote')}
        </Text>
      )}
      <Button h={48} loading={busy} onClick={() => void arrive({})}>
        {t(isLate ? 'arriveLate' : 'arrive')}
      </Button>
    </Stack>
  );
}

function FreeRooms({ guests, onChoose }: { guests: number; onChoose: (roomNo: string) => void }) {
  const { t } = useTranslation('arrival');
  const rooms = useBoard((board) => board.rooms);
  const free = [...(rooms?.values() ?? [])]
    .filter((room) => room.state === 'vacant' && room.beds >= guests)
    .toSorted((a, b) => a.beds - b.beds)
    .slice(0, shownRooms);
  return (
    <fieldset style={{ border: 0, margin: 0, padding: 0 }}>
      <legend>{free.length > 0 ? t('otherRoom') : t('noOtherRoom')}</legend>
      <Group gap="xs" mt={4}>
        {free.map((room) => (
          <Button key={room.no} h={44} px="sm" variant="default" onClick={() => onChoose(room.no)}>
            {room.no}
          </Button>
        ))}
      </Group>
    </fieldset>
  );
}

function wayOn(code: string | undefined): WayOn | null {
  if (code === undefined) return null;
  if (code === 'ROOM_RESERVED') return 'reason';
  if (code.startsWith('ROOM_')) return 'room';
  return code.startsWith('TECHNICIAN_') ? 'rotation' : null;
}
