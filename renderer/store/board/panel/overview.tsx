import { UnstyledButton } from '@mantine/core';
import { IconBell, IconBellRinging, IconHourglass, IconMoonStars, IconPlugConnectedX } from '@tabler/icons-react';
import { memo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallView } from '../../../../host/parts/clocks/views.ts';
import type { ServiceCallView } from '../../../../host/parts/service-calls/views.ts';

import { useBoard } from '../../../client/board-store.ts';
import { useFormat } from '../../../client/format.ts';
import { useMoment } from '../../../client/store-time.ts';
import { Elapsed } from '../../../components/remaining-time.tsx';
import { chooseRoom } from '../../../shared/command-line/board-view.ts';
import { Missing } from './missing.tsx';
import classes from './overview.module.css';
import { RefusedCards } from './refused-cards.tsx';

/** What the panel shows while no room is chosen: what needs somebody, and how to begin. */
export function Overview() {
  const { t } = useTranslation('board');
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
      <Section title={t('overview.attention')} empty={t('overview.allFine')}>
        {[
          ...serviceCalls.map((call) => <ServiceLine key={call.id} call={call} />),
          ...calls
            .filter((call) => lateRooms.has(call.roomNo))
            .map((call) => <LateLine key={call.clockId} call={call} />),
          ...[...(rooms?.values() ?? [])]
            .filter(({ no, state }) => lateRooms.has(no) && state === 'awaiting-payment')
            .map(({ no }) => (
              <Line key={`open ${no}`} roomNo={no} urgent icon={<IconMoonStars size={18} aria-hidden />}>
                {t('badge.leftOpen')}
              </Line>
            )),
          ...offline.map((room) => (
            <Line key={room.no} roomNo={room.no} icon={<IconPlugConnectedX size={18} aria-hidden />}>
              {t('terminalOffline')}
            </Line>
          )),
        ]}
      </Section>
      <Section title={t('overview.calls')} empty={t('overview.noCalls')}>
        {calls
          .filter((call) => !lateRooms.has(call.roomNo))
          .map((call) => (
            <CallLine key={call.clockId} call={call} />
          ))}
      </Section>
      <WhatIsMissing />
      <CardsRefused />
      <p className={classes.hint}>{t('overview.hint')}</p>
    </div>
  );
}

// The board's changes are none of theirs.
const WhatIsMissing = memo(Missing);
const CardsRefused = memo(RefusedCards);

const ServiceLine = memo(function ServiceLine({ call }: { call: ServiceCallView }) {
  const { t } = useTranslation('board');
  return (
    <Line roomNo={call.roomNo} urgent icon={<IconBellRinging size={18} aria-hidden />}>
      {t('overview.serviceCall', { by: call.by })} · <Elapsed since={call.at} />
    </Line>
  );
});

const LateLine = memo(function LateLine({ call }: { call: CallView }) {
  const { t } = useTranslation('board');
  return (
    <Line roomNo={call.roomNo} urgent icon={<IconHourglass size={18} aria-hidden />}>
      {t('overview.lateCall', { no: call.technicianNo, count: call.callCount })} · <Elapsed since={call.calledAt} />
    </Line>
  );
});

const CallLine = memo(function CallLine({ call }: { call: CallView }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Line roomNo={call.roomNo} icon={<IconBell size={18} aria-hidden />}>
      {t('technician', { no: call.technicianNo })} · {format.service(call.serviceCode)} ·{' '}
      <Elapsed since={call.calledAt} />
    </Line>
  );
});

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
