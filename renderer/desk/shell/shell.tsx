import { AppShell } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { lazy, type ReactNode, Suspense, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { boardStore, useBoard, useBoardError } from '../../client/board-store.ts';
import { isPracticePage } from '../../client/practice.ts';
import { type Screen, useRoute } from '../../client/router.ts';
import { ErrorNote, LoadingNote } from '../../components/async-boundary.tsx';
import { CatalogProvider } from './catalog-provider.tsx';
import { Rail } from './rail.tsx';
import classes from './shell.module.css';
import { TopBar } from './top-bar.tsx';

const screenOf: Record<Screen, React.LazyExoticComponent<() => ReactNode>> = {
  board: lazy(() => import('../board/screen.tsx')),
  reservations: lazy(() => import('../reservations/screen.tsx')),
  'clock-room': lazy(() => import('../clock-room/screen.tsx')),
  policy: lazy(() => import('../policy/screen.tsx')),
  cashier: lazy(() => import('../cashier/screen.tsx')),
  kitchen: lazy(() => import('../kitchen/screen.tsx')),
  pay: lazy(() => import('../pay/screen.tsx')),
  attendance: lazy(() => import('../attendance/screen.tsx')),
  incidents: lazy(() => import('../incidents/screen.tsx')),
  books: lazy(() => import('../books/screen.tsx')),
  devices: lazy(() => import('../devices/screen.tsx')),
  bus: lazy(() => import('../bus-monitor/screen.tsx')),
  practice: lazy(() => import('../practice/screen.tsx')),
  display: lazy(() => import('../display/screen.tsx')),
};

/** The frame of all working screens: the bar on top, the rail at the left, the screen the address asks for. */
export function Shell() {
  const { t } = useTranslation('shell');
  return (
    <Live>
      <AppShell header={{ height: isPracticePage ? 92 : 52 }} navbar={{ width: 72, breakpoint: 0 }} padding={0}>
        <button type="button" className={classes.skip} onClick={() => document.getElementById('main')?.focus()}>
          {t('skip')}
        </button>
        <AppShell.Header>
          <TopBar />
        </AppShell.Header>
        <AppShell.Navbar aria-label={t('navigation')}>
          <Rail />
        </AppShell.Navbar>
        <AppShell.Main id="main" tabIndex={-1} className={classes.main}>
          <CurrentScreen />
        </AppShell.Main>
      </AppShell>
    </Live>
  );
}

/** A screen without the frame: the display on the wall. */
export function ShellFree() {
  return (
    <Live>
      <main className={classes.free}>
        <CurrentScreen />
      </main>
    </Live>
  );
}

function CurrentScreen() {
  const { screen } = useRoute();
  const Current = screenOf[screen];
  return (
    <Suspense fallback={<LoadingNote />}>
      <Current />
    </Suspense>
  );
}

/** Keeps the board live, and has lists loaded again when the store says they are old. */
function Live({ children }: { children: ReactNode }) {
  const client = useQueryClient();
  const loaded = useBoard(() => true);
  const error = useBoardError();
  useEffect(() => {
    const stopStale = boardStore.onStale((lists) => {
      for (const list of lists) void client.invalidateQueries({ queryKey: [list] });
    });
    boardStore.start();
    return () => {
      stopStale();
      boardStore.stop();
    };
  }, [client]);
  if (!loaded) return error ? <ErrorNote error={error} /> : <LoadingNote />;
  return <CatalogProvider>{children}</CatalogProvider>;
}
