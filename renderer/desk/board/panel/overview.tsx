import { UnstyledButton } from '@mantine/core';
import { IconBell, IconBellRinging, IconHourglass, IconPlugConnectedX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useBoard } from '../../../client/board-store.ts';
import { useFormat } from '../../../client/format.ts';
import { useMoment } from '../../../client/store-time.ts';
import { Elapsed } from '../../../components/remaining-time.tsx';
import { chooseRoom } from '../board-view.ts';
import classes from './overview.module.css';
import { RefusedCards } from './refused-cards.tsx';

/** What the panel shows while no room is chosen: what needs somebody, and how to begin. */
export function Overview() {
  const { t } = useTranslation(['board', 'common']);
  const format = useFormat();
  const calls = useBoard((board) => board.calls) ?? [];
  const serviceCalls = useBoard((board) => board.serviceCalls) ?? [];
  const rooms = useBoard((board) => board.rooms);
  const late = useMoment((now) =>
    [...(rooms?.values() ?? [])]
      .filter((room) => room.alarmAt !== null && room.alarmAt <= now)
      .map((room) => room.no)
      .join(' '),
  );
  const lateRooms = new Set(late.split(' '));
  const offline = [...(rooms?.values() ?? [])].filter((room) => room.terminal === 'offline');
  return (
    <div className={classes.overview}>
      <Section title={t('board:overview.attention')} empty={t('board:overview.allFine')}>
        {[
          ...serviceCalls.map((call) => (
            <Line key={call.id} roomNo={call.roomNo} urgent icon={<IconBellRinging size={18} aria-hidden />}>
              {t('board:overview.serviceCall', { by: call.by })} · <Elapsed since={call.at} />
            </Line>
          )),
          ...calls
            .filter((call) => lateRooms.has(call.roomNo))
            .map((call) => (
              <Line key={call.clockId} roomNo={call.roomNo} urgent icon={<IconHourglass size={18} aria-hidden />}>
                {t('board:overview.lateCall', { no: call.technicianNo, count: call.callCount })} ·{' '}
                <Elapsed since={call.calledAt} />
              </Line>
            )),
          ...offline.map((room) => (
            <Line key={room.no} roomNo={room.no} icon={<IconPlugConnectedX size={18} aria-hidden />}>
              {t('board:terminalOffline')}
            </Line>
          )),
        ]}
      </Section>
      <Section title={t('board:overview.calls')} empty={t('board:overview.noCalls')}>
        {calls
          .filter((call) => !lateRooms.has(call.roomNo))
          .map((call) => (
            <Line key={call.clockId} roomNo={call.roomNo} icon={<IconBell size={18} aria-hidden />}>
              {t('common:technician', { no: call.technicianNo })} · {format.service(call.serviceCode)} ·{' '}
              <Elapsed since={call.calledAt} />
            </Line>
          ))}
      </Section>
      <RefusedCards />
      <p className={classes.hint}>{t('board:overview.hint')}</p>
    </div>
  );
}

function Section({ title, empty, children }: { title: string; empty: string; children: ReactNode[] }) {
  return (
    <section>
      <h2 className={classes.title}>{title}</h2>
      {children.length > 0 ? children : <p className={classes.empty}>{empty}</p>}
    </section>
  );
}

interface LineProps {
  roomNo: string;
  urgent?: boolean;
  icon: ReactNode;
  children: ReactNode;
}

function Line({ roomNo, urgent = false, icon, children }: LineProps) {
  return (
    <UnstyledButton className={classes.line} data-urgent={urgent || undefined} onClick={() => chooseRoom(roomNo)}>
      {icon}
      <strong>{roomNo}</strong>
      <span>{children}</span>
    </UnstyledButton>
  );
}
