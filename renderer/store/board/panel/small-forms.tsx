import { Button, Group, SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { normalCode } from '../../../../core/kernel/typed.ts';
import type { ClockView } from '../../../../host/parts/clocks/views.ts';
import type { RoomView } from '../../../../host/parts/rooms/views.ts';
import type { GuestView } from '../../../../host/parts/visits/views.ts';

import { act } from '../../../client/act.ts';
import { useBoard } from '../../../client/board-store.ts';
import { ReasonPrompt } from '../../../components/reason-prompt.tsx';
import { showForm } from '../../../shared/command-line/board-view.ts';
import { addGuest, changeRoom, putOutOfOrder, setWristband } from '../../../shared/command-line/run-action.ts';
import { successorIn } from '../../../shared/orders/technician-choice.ts';
import { FreeTechnicians } from './free-technicians.tsx';
import { KindChoice } from './kind-choice.tsx';
import { NumberField } from './number-field.tsx';
import classes from './panel.module.css';
import { SmallForm } from './small-form.tsx';

/** One more guest, with a band or without. */
export function AddGuestForm({ visitId }: { visitId: string }) {
  const { t } = useTranslation('board');
  const [band, setBand] = useState('');
  return (
    <SmallForm
      title={t('actions.add-guest')}
      submitLabel={t('actions.add-guest')}
      onSubmit={() => addGuest(visitId, normalCode(band) || null)}
    >
      <BandInput value={band} onChange={setBand} />
    </SmallForm>
  );
}

/** Another band for a guest; an empty field takes it back. */
export function WristbandForm({ guest }: { guest: GuestView }) {
  const { t } = useTranslation(['board', 'common']);
  const [band, setBand] = useState(guest.wristbandNo ?? '');
  return (
    <SmallForm
      title={`${t('common:guest', { no: guest.ordinal })} · ${t('board:actions.wristband')}`}
      submitLabel={t('common:save')}
      onSubmit={() => setWristband(guest.id, normalCode(band) || null, guest.wristbandNo)}
    >
      <BandInput value={band} onChange={setBand} />
    </SmallForm>
  );
}

function BandInput({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const { t } = useTranslation('board');
  return <NumberField label={t('fields.band')} description={t('bandHint')} value={value} onChange={onChange} />;
}

/** Where to: free rooms with enough beds by tap, any other by number; all guests or one. */
export function ChangeRoomForm({ room, visitId, guests }: { room: RoomView; visitId: string; guests: GuestView[] }) {
  const { t } = useTranslation(['board', 'common']);
  const rooms = useBoard((board) => board.rooms);
  const [who, setWho] = useState('all');
  const [to, setTo] = useState('');
  const moving = who === 'all' ? guests.length : 1;
  const free = [...(rooms?.values() ?? [])].filter((other) => other.state === 'vacant' && other.beds >= moving);
  return (
    <SmallForm
      title={t('board:actions.change-room')}
      submitLabel={t('board:moveTo', { room: to || '…' })}
      ready={to !== ''}
      onSubmit={() => changeRoom(visitId, room.no, to, who === 'all' ? null : [who])}
    >
      {guests.length > 1 && (
        <SegmentedControl
          aria-label={t('board:forWhom')}
          size="md"
          value={who}
          onChange={setWho}
          data={[
            { value: 'all', label: t('board:allGuests') },
            ...guests.map((guest) => ({ value: guest.id, label: t('common:guest', { no: guest.ordinal }) })),
          ]}
        />
      )}
      <NumberField label={t('board:newRoom')} value={to} onChange={(typed) => setTo(normalCode(typed))} />
      <Group gap="xs">
        {free.slice(0, 18).map((other) => (
          <Button
            key={other.no}
            variant={to === other.no ? 'filled' : 'default'}
            h={44}
            px="sm"
            onClick={() => setTo(other.no)}
          >
            {other.no}
          </Button>
        ))}
      </Group>
    </SmallForm>
  );
}

/** Who goes on: the next of the rotation, or a number; and why. */
export function ChangeTechnicianForm({ clock }: { clock: ClockView }) {
  const { t } = useTranslation(['board', 'common']);
  const [technician, setTechnician] = useState('');
  const [choosing, setChoosing] = useState(true);
  if (!choosing) {
    return (
      <div className={classes.formBody}>
        <ReasonPrompt
          title={`${t('board:actions.change-technician')}：${clock.technicianNo} → ${technician || t('common:clockType.rotation')}`}
          suggestions={t('board:reasons.changeTechnician').split('|')}
          confirmLabel={t('board:actions.change-technician')}
          onCancel={() => setChoosing(true)}
          onConfirm={(reason) => {
            void act('clock.changeTechnician', {
              clockId: clock.id,
              choice: successorIn(technician),
              reason,
              was: clock.technicianNo ?? undefined,
            }).then((done) => done && showForm());
          }}
        />
      </div>
    );
  }
  return (
    <SmallForm
      title={t('board:actions.change-technician')}
      submitLabel={t('board:goOn')}
      onSubmit={async () => {
        setChoosing(false);
        return false;
      }}
    >
      <NumberField
        label={t('board:fields.technician')}
        placeholder={t('board:fields.rotation')}
        value={technician}
        onChange={setTechnician}
      />
      <KindChoice value={technician} onChange={setTechnician} kinds={['requested', 'picked', 'call']} />
      <FreeTechnicians clock={clock} value={technician} onChange={setTechnician} />
    </SmallForm>
  );
}

/** Why a clock starts by hand, ends now, or is one that was asked for after all. */
export function ClockReasonForm({ about, clock }: { about: 'start' | 'end' | 'convert'; clock: ClockView }) {
  const { t } = useTranslation('board');
  const send = (reason: string) => {
    const data = { clockId: clock.id, reason };
    if (about === 'convert') return act('clock.convert', { ...data, was: clock.technicianNo ?? undefined });
    return about === 'start' ? act('clock.start', data) : act('clock.end', data);
  };
  return (
    <div className={classes.formBody}>
      <ReasonPrompt
        title={t(`reasonFor.${about}`, { no: clock.technicianNo ?? '' })}
        suggestions={t(`reasons.${about}`).split('|')}
        confirmLabel={t(`actions.${about}`)}
        onCancel={() => showForm()}
        onConfirm={(reason) => void send(reason).then((done) => done && showForm())}
      />
    </div>
  );
}

/** Why a room cannot be used. */
export function OutOfOrderForm({ roomNo }: { roomNo: string }) {
  const { t } = useTranslation('board');
  return (
    <div className={classes.formBody}>
      <ReasonPrompt
        title={t('actions.out-of-order')}
        suggestions={t('reasons.outOfOrder').split('|')}
        confirmLabel={t('actions.out-of-order')}
        onCancel={() => showForm()}
        onConfirm={(reason) => void putOutOfOrder(roomNo, reason).then((done) => done && showForm())}
      />
    </div>
  );
}
