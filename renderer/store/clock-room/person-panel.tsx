import { Button, CloseButton, Group, NumberInput, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TechnicianView } from '../../../host/parts/technicians/views.ts';

import { act } from '../../client/act.ts';
import { type Board, queueOf } from '../../client/board-state.ts';
import { useBoard } from '../../client/board-store.ts';
import { useCatalog } from '../../client/catalog.ts';
import { useFormat } from '../../client/format.ts';
import { useMay } from '../../client/session.ts';
import { EmptyNote } from '../../components/async-boundary.tsx';
import { ScrollRegion } from '../../components/scroll-region.tsx';
import classes from './clock-room.module.css';
import { MovePrompt } from './move-prompt.tsx';
import { PersonCard } from './person-card.tsx';
import { PersonMarks } from './person-marks.tsx';
import { PlaceWhy } from './place-why.tsx';
import { useQueueName } from './queue-name.ts';
import type { RowDrag } from './use-row-drag.ts';

interface PersonPanelProps {
  /** Null while nobody is chosen. */
  technicianNo: string | null;
  onClose: () => void;
}

/** One technician: the day's counts, duty and rest, every place in a queue with its reasons. */
export function PersonPanel({ technicianNo, onClose }: PersonPanelProps) {
  const { t } = useTranslation(['clock-room', 'common']);
  const format = useFormat();
  const { services } = useCatalog();
  const technician = useBoard((board) => board.technicians.get(technicianNo ?? ''));
  if (!technician) {
    return (
      <section className={classes.panel} aria-label={t('people')}>
        <EmptyNote text={t('person.choose')} />
      </section>
    );
  }
  const { no, name, level, skills, state, since, today } = technician;
  const served = services
    .filter((service) => skills.includes(service.skill))
    .map((service) => format.text(service.name));
  const counts = [
    [t('person.rotation'), String(today.rotation)],
    [t('person.requested'), String(today.requested)],
    ...(today.types ?? []).map(
      ({ type, count }) => [t('person.ofThem', { type: t(`common:clockType.${type}`) }), String(count)] as const,
    ),
    [t('person.extension'), String(today.extension / 2)],
    ...(today.turnoverMinor === null ? [] : [[t('person.turnover'), format.money(today.turnoverMinor)] as const]),
  ] as const;
  return (
    <section className={classes.panel} aria-label={`${no} ${name}`}>
      <Group justify="space-between" wrap="nowrap">
        <Title order={2} size="h3">
          {no} {name}
        </Title>
        <CloseButton size={44} aria-label={t('person.close')} onClick={onClose} />
      </Group>
      <ScrollRegion className={classes.scroll} label={`${no} ${name}`}>
        <div className={classes.panelInner}>
          <Text size="sm">
            {t(`common:technicianState.${state}`)}
            {since !== null && ` · ${t('person.since', { time: format.time(since) })}`} · {t('person.level', { level })}
          </Text>
          <Text size="sm" c="var(--cr-quiet)">
            {t('person.skills', { list: served.join(' · ') })}
          </Text>
          <dl className={classes.counts} aria-label={t('person.today')}>
            {counts.map(([label, value]) => (
              <div key={label}>
                <dt>{label}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
          <Duty technician={technician} />
          <PersonMarks technician={technician} />
          <PersonCard key={no} technician={technician} />
          <Title order={3} size="h5">
            {t('person.places')}
          </Title>
          <Places technicianNo={no} />
        </div>
      </ScrollRegion>
    </section>
  );
}

function Duty({ technician: { no, state } }: { technician: TechnicianView }) {
  const { t } = useTranslation('clock-room');
  const may = useMay('technician.duty');
  const [busy, setBusy] = useState(false);
  if (!may) return null;
  const run = async (
    command: 'technician.comeOnDuty' | 'technician.goOffDuty' | 'technician.rest' | 'technician.comeBack',
  ) => {
    setBusy(true);
    await act(command, { technicianNo: no });
    setBusy(false);
  };
  const isBusy = state === 'called' || state === 'working';
  return (
    <Group gap="xs" grow role="group" aria-label={t('person.duty')}>
      {state === 'off-duty' ? (
        <Button h={48} disabled={busy} onClick={() => void run('technician.comeOnDuty')}>
          {t('person.onDuty')}
        </Button>
      ) : (
        <>
          {state === 'resting' ? (
            <Button h={48} disabled={busy} onClick={() => void run('technician.comeBack')}>
              {t('person.back')}
            </Button>
          ) : (
            <Button h={48} variant="default" disabled={busy || isBusy} onClick={() => void run('technician.rest')}>
              {t('person.rest')}
            </Button>
          )}
          <Button h={48} variant="default" disabled={busy || isBusy} onClick={() => void run('technician.goOffDuty')}>
            {t('person.offDuty')}
          </Button>
        </>
      )}
    </Group>
  );
}

/** The places in all queues where somebody stands. */
function Places({ technicianNo }: { technicianNo: string }) {
  const { t } = useTranslation('clock-room');
  const ids = useBoard((board) => board.queueIds) ?? [];
  const isNowhere = useBoard((board) => ids.every((id) => positionIn(board, id, technicianNo) === null));
  if (isNowhere) return <EmptyNote text={t('person.notInQueue')} />;
  return ids.map((id) => <PlaceIn key={id} queueId={id} technicianNo={technicianNo} />);
}

/** From 1; null for somebody who does not stand in the queue. */
function positionIn(board: Board, queueId: string, technicianNo: string): number | null {
  return queueOf(board, queueId)?.places.find((one) => one.technicianNo === technicianNo)?.position ?? null;
}

function PlaceIn({ queueId, technicianNo }: Pick<PlaceProps, 'queueId' | 'technicianNo'>) {
  const position = useBoard((board) => positionIn(board, queueId, technicianNo));
  if (position === null) return null;
  return <Place queueId={queueId} technicianNo={technicianNo} position={position} />;
}

interface PlaceProps {
  queueId: string;
  technicianNo: string;
  position: number;
}

function Place({ queueId, technicianNo, position }: PlaceProps) {
  const { t } = useTranslation('clock-room');
  const queueName = useQueueName(queueId);
  const mayMove = useMay('rotation.move');
  const [asksWhy, setAsksWhy] = useState(false);
  const [to, setTo] = useState<number | string>(position);
  const [asked, setAsked] = useState<RowDrag | null>(null);
  const last = useBoard((board) => queueOf(board, queueId)?.places.length) ?? 0;
  const moveTo = (target: number) => {
    if (Number.isInteger(target) && target >= 1 && target !== position) {
      setAsked({ technicianNo, from: position, to: Math.min(target, last) });
    }
  };
  return (
    <section className={classes.placeCard} aria-label={queueName}>
      <Group justify="space-between">
        <Text fw={700}>
          {queueName} · {t('position', { position })}
        </Text>
        <Button h={44} variant="light" aria-expanded={asksWhy} onClick={() => setAsksWhy(!asksWhy)}>
          {t('person.why', { position })}
        </Button>
      </Group>
      {asksWhy && <PlaceWhy queueId={queueId} technicianNo={technicianNo} position={position} />}
      {mayMove && (
        <Group gap="xs" align="flex-end" mt="xs">
          <Button h={44} px="sm" variant="default" disabled={position === 1} onClick={() => moveTo(1)}>
            {t('move.head')}
          </Button>
          <Button h={44} px="sm" variant="default" disabled={position === last} onClick={() => moveTo(last)}>
            {t('move.tail')}
          </Button>
          <NumberInput
            size="md"
            w={92}
            label={t('move.to')}
            min={1}
            max={last}
            allowDecimal={false}
            hideControls
            value={to}
            onChange={setTo}
            onKeyDown={(event) => {
              if (event.key === 'Enter') moveTo(Number(to));
            }}
          />
          <Button h={44} px="sm" variant="default" onClick={() => moveTo(Number(to))}>
            {t('move.go')}
          </Button>
        </Group>
      )}
      {asked && <MovePrompt queueId={queueId} move={asked} onClose={() => setAsked(null)} />}
    </section>
  );
}
