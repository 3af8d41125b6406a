import { useEffect, useReducer } from 'react';
import type { BusFrame, BusFrames } from '../../../host/parts/bus/views.ts';
import { api } from '../../client/api.ts';

/** Frames kept on the screen. */
const mostShown = 400;
const startAgainMs = 1000;

interface Log {
  frames: readonly BusFrame[];
  /** Left out by the store. */
  skipped: number;
  paused: boolean;
  /** Passed since the pause. */
  missed: number;
}

type Act = { type: 'batch'; batch: BusFrames } | { type: 'pause' | 'goOn' | 'clear' };

const nothing: Log = { frames: [], skipped: 0, paused: false, missed: 0 };

function reduce(log: Log, act: Act): Log {
  switch (act.type) {
    case 'batch': {
      const { frames, skipped } = act.batch;
      if (log.paused) return { ...log, missed: log.missed + frames.length + skipped };
      return { ...log, frames: [...log.frames, ...frames].slice(-mostShown), skipped: log.skipped + skipped };
    }
    case 'pause':
      return { ...log, paused: true, missed: 0 };
    case 'goOn':
      return { ...log, paused: false, missed: 0 };
    case 'clear':
      return { ...nothing, paused: log.paused };
  }
}

/** What passes on a line while this is on screen; the store listens to the line only so long. */
export function useFrames(busId: string): Log & { act: (type: 'pause' | 'goOn' | 'clear') => void } {
  const [log, dispatch] = useReducer(reduce, nothing);
  useEffect(() => {
    dispatch({ type: 'clear' });
    let timer: ReturnType<typeof setTimeout> | undefined;
    let stop = () => {};
    const start = () => {
      const again = () => {
        clearTimeout(timer);
        timer = setTimeout(start, startAgainMs);
      };
      const subscription = api.bus.frames.subscribe(
        { busId },
        { onData: (batch) => dispatch({ type: 'batch', batch }), onError: again, onComplete: again },
      );
      stop = () => subscription.unsubscribe();
    };
    start();
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [busId]);
  return { ...log, act: (type) => dispatch({ type }) };
}
