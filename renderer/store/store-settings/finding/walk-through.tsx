import { Button, Text } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../client/api.ts';
import type { Entry } from '../field.ts';
import classes from '../store-settings.module.css';
import { Searching } from './searching.tsx';
import { useFinding } from './use-finding.ts';

interface WalkThroughProps {
  line: Entry;
  addresses: readonly number[];
  whereOf: ReadonlyMap<number, string>;
  /** Places without a terminal, in the order they are walked to. */
  left: readonly string[];
  labelOf: (place: string) => string;
  onPut: (address: number, place: string) => void;
}

/** Somebody goes from room to room and touches each terminal: the one that tells hangs in the room that was named. */
export function WalkThrough({ line, addresses, whereOf, left, labelOf, onPut }: WalkThroughProps) {
  const { t } = useTranslation('store-settings');
  const finding = useFinding();
  const { view, start } = finding;
  const [skipped, setSkipped] = useState<readonly string[]>([]);
  const seen = useRef(0);
  const next = left.find((place) => !skipped.includes(place)) ?? null;
  const listen = () => {
    // What is heard is counted anew.
    seen.current = 0;
    void start(() => api.finding.listen.mutate({ line: line as never, addresses: [...addresses] }));
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, for the terminals that were found
  useEffect(listen, []);
  useEffect(() => {
    const touch = view?.touches.find(({ no }) => no > seen.current);
    if (!touch || touch.address === null) return;
    seen.current = touch.no;
    // One that has its place already was touched again.
    if (next !== null && !whereOf.has(touch.address)) onPut(touch.address, next);
  });
  return (
    <div className={classes.walk}>
      <Searching {...finding} isRunning={false} onStop={finding.stop} found={1} none="" />
      {!finding.isRunning && (
        <Button h={44} onClick={listen}>
          {t('seek.walkOn')}
        </Button>
      )}
      {finding.isRunning && next === null && <Text role="status">{t('seek.noRoomLeft')}</Text>}
      {finding.isRunning && next !== null && (
        <>
          <Text fz={22} fw={700} role="status">
            {t('seek.goTo', { place: labelOf(next) })}
          </Text>
          <Text className={classes.note}>{t('seek.goToHint')}</Text>
          <Button h={44} variant="default" onClick={() => setSkipped([...skipped, next])}>
            {t('seek.skip', { place: labelOf(next) })}
          </Button>
        </>
      )}
    </div>
  );
}
