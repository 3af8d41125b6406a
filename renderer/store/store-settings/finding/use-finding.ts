import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { api } from '../../../client/api.ts';
import { textOfError } from '../../../client/errors.ts';

const askEveryMs = 400;

/** A search or something listened to, from its beginning until it is over, is stopped, or nobody looks any more. */
export function useFinding() {
  const [findingId, setFindingId] = useState<string | null>(null);
  const [refused, setRefused] = useState<string | null>(null);
  const [isStarting, setStarting] = useState(false);
  const running = useRef<string | null>(null);
  const { data: view = null } = useQuery({
    queryKey: ['finding', findingId],
    queryFn: () => api.finding.view.query({ findingId: findingId ?? '' }),
    enabled: findingId !== null,
    refetchInterval: ({ state: { data } }) => (data === undefined || data.state === 'running' ? askEveryMs : false),
    // What is over is as it was when it ended: the store may have gone on to another.
    ...{ gcTime: 0, staleTime: Number.POSITIVE_INFINITY, refetchIntervalInBackground: true },
    ...{ refetchOnWindowFocus: false, refetchOnReconnect: false },
  });
  useEffect(() => () => stopOf(running), []);
  const start = async (begin: () => Promise<string>) => {
    setRefused(null);
    setFindingId(null);
    setStarting(true);
    try {
      running.current = await begin();
      setFindingId(running.current);
    } catch (error) {
      setRefused(textOfError(error));
    } finally {
      setStarting(false);
    }
  };
  const isRunning = isStarting || (findingId !== null && (view === null || view.state === 'running'));
  return { view: findingId === null ? null : view, refused, isRunning, start, stop: () => stopOf(running) };
}

function stopOf(running: { current: string | null }): void {
  const findingId = running.current;
  running.current = null;
  // What is over already need not be stopped.
  if (findingId !== null) api.finding.stop.mutate({ findingId }).catch(() => {});
}
