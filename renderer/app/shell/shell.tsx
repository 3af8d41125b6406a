import { AppShell } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { lazy, type ReactNode, Suspense, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { boardStore, useBoard, useBoardError } from '../../client/board-store.ts';
import { isPracticePage } from '../../client/practice.ts';
import { useRoute } from '../../client/router.ts';
import { useWidth } from '../../client/window-width.ts';
import { ErrorNote, LoadingNote } from '../../components/async-boundary.tsx';
import { ApprovalDialog } from '../../shared/authorisation/approval-dialog.tsx';
import { screenOf, screens } from '../../store/screens.ts';
import { Guide } from '../guide/guide.tsx';
import { CatalogProvider } from './catalog-provider.tsx';
import { Rail } from './rail.tsx';
import classes from './shell.module.css';
import { TopBar } from './top-bar.tsx';

const componentOf = new Map(screens.map(({ id, load }) => [id, lazy(load)]));

/** The frame of all working screens: the bar on top, the rail at the left, the screen the address asks for. */
export function Shell() {
  const { t } = useTranslation('shell');
  const isPhone = useWidth('phone');
  const [isRailOpen, setRailOpen] = useState(false);
  const route = useRoute();
  // biome-ignore lint/correctness/useExhaustiveDependencies: with every link that is followed
  useEffect(() => setRailOpen(false), [route]);
  const hasRail = !isPhone || isRailOpen;
  return (
    <Live>
      <AppShell
        header={{ height: isPracticePage ? 92 : 52 }}
        navbar={{ width: 72, breakpoint: isPhone ? 'xl' : 0, collapsed: { desktop: !hasRail, mobile: !hasRail } }}
        padding={0}
      >
        <button type="button" className={classes.skip} onClick={() => document.getElementById('main')?.focus()}>
          {t('skip')}
        </button>
        <AppShell.Header>
          <TopBar rail={isPhone ? { isOpen: isRailOpen, onToggle: () => setRailOpen(!isRailOpen) } : null} />
        </AppShell.Header>
        {hasRail && (
          <AppShell.Navbar aria-label={t('navigation')}>
            <Rail />
          </AppShell.Navbar>
        )}
        <AppShell.Main id="main" tabIndex={-1} className={classes.main} inert={isPhone && isRailOpen}>
          <Guide />
          <CurrentScreen />
          <ApprovalDialog />
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
  const Current = componentOf.get(screenOf(useRoute()).id);
  return <Suspense fallback={<LoadingNote />}>{Current && <Current />}</Suspense>;
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
