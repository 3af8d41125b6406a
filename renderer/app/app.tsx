import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClient, QueryClientProvider, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { api } from '../client/api.ts';
import { TypedCards } from '../client/cards.tsx';
import { connection, useConnection } from '../client/connection.ts';
import { refusalOf } from '../client/errors.ts';
import { useRoute } from '../client/router.ts';
import { holdKeysWhileLocked, watchScreen } from '../client/screen-state.ts';
import { setSession, useSession } from '../client/session.ts';
import { tellUse } from '../client/use-signal.ts';
import { ErrorNote, LoadingNote } from '../components/async-boundary.tsx';
import { screenOf } from '../store/screens.ts';
import { LockScreen } from './shell/lock-screen.tsx';
import { LostNotice } from './shell/lost-notice.tsx';
import { PracticeBanner } from './shell/practice-banner.tsx';
import { Shell, ShellFree } from './shell/shell.tsx';
import { StopBanner } from './shell/stop-banner.tsx';
import { useSafekeeping } from './shell/use-safekeeping.ts';
import { FirstPin } from './sign-in/first-pin.tsx';
import { Pairing } from './sign-in/pairing.tsx';
import { Rescue } from './sign-in/rescue.tsx';
import { SetUp } from './sign-in/set-up.tsx';
import { SignIn } from './sign-in/sign-in.tsx';
import { theme } from './theme.ts';

const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      networkMode: 'always',
      refetchOnWindowFocus: false,
      // The store's own answer is final; a broken line is tried again, the calls wait for it to come back.
      retry: (count, error) => count < 5 && refusalOf(error) === null,
      staleTime: Number.POSITIVE_INFINITY,
    },
  },
});

/** By day or by night, as last chosen in this browser; `public/scheme.js` reads it too. */
const rememberedScheme = localStorageColorSchemeManager({ key: 'clockroom.scheme' });

/** The whole renderer. */
export function App() {
  return (
    <QueryClientProvider client={queryClient}>
      <MantineProvider theme={theme} defaultColorScheme="auto" colorSchemeManager={rememberedScheme}>
        {/* Below what is worked on, beside none of its buttons. */}
        <Notifications position="bottom-center" containerWidth={560} limit={4} />
        <LostNotice>
          <PracticeBanner />
          <Gate />
          <StopBanner />
        </LostNotice>
      </MantineProvider>
    </QueryClientProvider>
  );
}

/** What has to be done before work: pair, choose a store, give the first PIN, sign in. */
function Gate() {
  const client = useQueryClient();
  const route = useRoute();
  const session = useSession();
  const state = useConnection();
  const query = useQuery({ queryKey: ['welcome'], queryFn: () => api.session.welcome.query() });
  const welcome = query.data;
  const stop = useSafekeeping()?.stop ?? null;

  useEffect(() => {
    if (welcome) setSession(welcome.session);
  }, [welcome]);

  useEffect(() => {
    const stops = [
      holdKeysWhileLocked(),
      watchScreen(() => void client.invalidateQueries({ queryKey: ['welcome'] })),
      tellUse(),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, [client]);

  // After the line was down the store may be another one, or the session over.
  useEffect(
    () =>
      connection.subscribe(() => {
        if (connection.state === 'online') void client.invalidateQueries({ queryKey: ['welcome'] });
      }),
    [client],
  );

  if (!welcome) {
    return query.error && state !== 'lost' ? (
      <ErrorNote error={query.error} onRetry={() => void query.refetch()} />
    ) : (
      <LoadingNote />
    );
  }
  if (welcome.needsPairing) return <Pairing lost={welcome.lostPairing} />;
  if (stop?.isUnusable) return <Rescue stop={stop} />;
  if (welcome.needs === 'store') return <SetUp />;
  if (screenOf(route).place === 'wall') return <ShellFree />;
  return (
    <>
      <TypedCards />
      {session ? (
        <>
          <Shell key={session.staffNo} />
          <LockScreen />
        </>
      ) : welcome.needs === 'first-pin' ? (
        <FirstPin welcome={welcome} />
      ) : (
        <SignIn welcome={welcome} />
      )}
    </>
  );
}
