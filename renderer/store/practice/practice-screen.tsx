import { Button, Text, Title, VisuallyHidden } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SimulatedDevicesView, SimulatedTerminal } from '../../../host/parts/simulated-devices/views.ts';
import { api } from '../../client/api.ts';
import { useBoard } from '../../client/board-store.ts';
import { isPracticePage } from '../../client/practice.ts';
import { AsyncBoundary, EmptyNote } from '../../components/async-boundary.tsx';
import { Columns } from '../../components/columns.tsx';
import { ScrollRegion } from '../../components/scroll-region.tsx';
import { GuideAgain } from './guide-again.tsx';
import classes from './practice.module.css';
import { RunPanel } from './run-panel.tsx';
import { SimulatedPrinters } from './simulated-printers.tsx';
import { TerminalCard } from './terminal-card.tsx';
import { useTerminalName } from './terminal-name.ts';

const startAgainMs = 500;

/** Simulated terminals and printers, of a practice or of a store that has such: swipe, press and see what prints. */
export default function PracticeScreen() {
  const { t } = useTranslation('practice');
  const query = useQuery({ queryKey: ['practice'], queryFn: () => api.practice.view.query() });
  useFollow();
  return (
    <div className={classes.page}>
      <VisuallyHidden component="h1">{t('title')}</VisuallyHidden>
      {!isPracticePage && <RunPanel />}
      <div className={classes.screen}>
        <AsyncBoundary query={query}>{(view) => <Bench view={view} />}</AsyncBoundary>
      </div>
    </div>
  );
}

/** Has the view loaded again whenever a simulated device did something. */
function useFollow() {
  const client = useQueryClient();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let stop = () => {};
    const reload = () => void client.invalidateQueries({ queryKey: ['practice'] });
    const start = () => {
      const again = () => {
        clearTimeout(timer);
        timer = setTimeout(start, startAgainMs);
      };
      const subscription = api.practice.changes.subscribe(undefined, {
        onStarted: reload,
        onData: reload,
        onError: again,
        onComplete: again,
      });
      stop = () => subscription.unsubscribe();
    };
    start();
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [client]);
}

function Bench({ view }: { view: SimulatedDevicesView }) {
  const { t } = useTranslation('practice');
  const [opened, setOpened] = useState<readonly string[] | null>(null);
  // The clock-room reader first: that is where the day begins. Beside it the first room.
  const sorted = view.terminals.toSorted((a, b) => Number(a.roomNo !== null) - Number(b.roomNo !== null));
  const open = opened ?? sorted.slice(0, 2).map((terminal) => terminal.id);
  const shown = sorted.filter((terminal) => open.includes(terminal.id));
  const toggle = (id: string) => setOpened(open.includes(id) ? open.filter((one) => one !== id) : [...open, id]);
  return (
    <Columns
      label={t('title')}
      columns={[
        {
          id: 'choice',
          label: t('columns.choice'),
          width: '250px',
          children: <TerminalChoice terminals={sorted} open={open} onToggle={toggle} />,
        },
        {
          id: 'bench',
          isFirst: true,
          label: t('columns.bench'),
          width: 'minmax(0, 1fr)',
          children: (
            <ScrollRegion className={classes.bench} label={t('title')}>
              {shown.length === 0 ? (
                <EmptyNote text={t(sorted.length === 0 ? 'noTerminals' : 'noneOpen')} />
              ) : (
                <div className={classes.terminals}>
                  {shown.map((terminal) => (
                    <TerminalCard
                      key={terminal.id}
                      terminal={terminal}
                      cards={view.cards}
                      onClose={() => toggle(terminal.id)}
                    />
                  ))}
                </div>
              )}
            </ScrollRegion>
          ),
        },
        {
          id: 'printers',
          label: t('printers'),
          width: 'minmax(280px, 360px)',
          children: <SimulatedPrinters printers={view.printers} spoken={isPracticePage ? view.spoken : null} />,
        },
      ]}
    />
  );
}

interface TerminalChoiceProps {
  terminals: readonly SimulatedTerminal[];
  open: readonly string[];
  onToggle: (id: string) => void;
}

function TerminalChoice({ terminals, open, onToggle }: TerminalChoiceProps) {
  const { t } = useTranslation('practice');
  const nameOf = useTerminalName();
  const rooms = useBoard((board) => board.rooms);
  const floors = new Map<string | null, SimulatedTerminal[]>();
  for (const terminal of terminals) {
    const floor = terminal.roomNo === null ? null : (rooms?.get(terminal.roomNo)?.floor ?? null);
    floors.set(floor, [...(floors.get(floor) ?? []), terminal]);
  }
  return (
    <nav className={classes.choice} aria-label={t('choose')}>
      <ScrollRegion label={t('choose')}>
        <div className={classes.choiceInner}>
          <Title order={2} size="h5">
            {t('choose')}
          </Title>
          {[...floors].map(([floor, its]) => (
            <div key={floor ?? ''}>
              {floor !== null && (
                <Text size="sm" c="var(--cr-quiet)" mb={4}>
                  {t('floor', { floor })}
                </Text>
              )}
              <div className={floor === null ? undefined : classes.floor}>
                {its.map((terminal) => (
                  <Button
                    key={terminal.id}
                    h={44}
                    px={6}
                    fullWidth
                    variant={open.includes(terminal.id) ? 'filled' : 'default'}
                    aria-pressed={open.includes(terminal.id)}
                    aria-label={nameOf(terminal)}
                    className={terminal.online ? undefined : classes.away}
                    onClick={() => onToggle(terminal.id)}
                  >
                    {terminal.roomNo ?? t('clockRoom')}
                  </Button>
                ))}
              </div>
            </div>
          ))}
          <GuideAgain />
        </div>
      </ScrollRegion>
    </nav>
  );
}
