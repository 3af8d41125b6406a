import { Button, Group, NativeSelect, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FoundTerminalView } from '../../../../host/parts/finding/views.ts';
import { clockRoom } from '../device-sheets.ts';
import type { Draft } from '../draft.ts';
import type { Entry, Options } from '../field.ts';
import classes from '../store-settings.module.css';
import { placesLeft, terminalsFrom } from './found-defaults.ts';
import { TryTerminal } from './try-device.tsx';
import { WalkThrough } from './walk-through.tsx';

interface PlaceTerminalsProps {
  line: Entry;
  terminals: readonly FoundTerminalView[];
  draft: Draft;
  options: Options;
  onTake: (entries: Entry[]) => void;
}

/** Which terminal hangs where: in one column by hand, or by going from room to room and touching each. */
export function PlaceTerminals({ line, terminals, draft, options, onTake }: PlaceTerminalsProps) {
  const { t } = useTranslation('store-settings');
  const [whereOf, setWhereOf] = useState<ReadonlyMap<number, string>>(new Map());
  const [isWalking, setWalking] = useState(false);
  const there = (draft.rows.terminals ?? []).map(({ entry }) => entry);
  const own = new Map(there.filter((one) => one.line === line.id).map((one) => [one.address, String(one.where)]));
  const fresh = terminals.filter(({ address }) => !own.has(address));
  const rooms = options.place.map(({ value }) => value).filter((value) => value !== clockRoom);
  const left = placesLeft(rooms, [...there.map(({ where }) => String(where)), ...whereOf.values()]);
  const labelOf = (place: string) => options.place.find(({ value }) => value === place)?.label ?? place;
  const put = (address: number, place: string) =>
    setWhereOf((before) => {
      const after = new Map(before);
      if (place === '') after.delete(address);
      else after.set(address, place);
      return after;
    });
  const entries = terminalsFrom(String(line.id), fresh, whereOf);
  return (
    <section aria-label={t('seek.terminals')}>
      <h3 className={classes.findTitle}>{t('seek.terminals')}</h3>
      <ul className={classes.found}>
        {terminals.map(({ address, identity }) => (
          <li key={address}>
            <span>
              <b>#{address}</b> <small>{identity ?? ''}</small>
            </span>
            <Group gap={6}>
              <TryTerminal line={line} address={address} />
              {own.has(address) ? (
                <span className={classes.note}>{labelOf(own.get(address) ?? '')}</span>
              ) : (
                <PlacePick
                  address={address}
                  place={whereOf.get(address) ?? ''}
                  left={left}
                  labelOf={labelOf}
                  onPut={(place) => put(address, place)}
                />
              )}
            </Group>
          </li>
        ))}
      </ul>
      {isWalking && (
        <WalkThrough
          line={line}
          addresses={fresh.map(({ address }) => address)}
          whereOf={whereOf}
          left={left}
          labelOf={labelOf}
          onPut={put}
        />
      )}
      {fresh.length === 0 && <Text className={classes.note}>{t('seek.allPlaced')}</Text>}
      {fresh.length > 0 && (
        <Group gap="xs" mt="xs">
          <Button h={44} variant="default" onClick={() => setWalking(!isWalking)}>
            {t(isWalking ? 'seek.walkEnd' : 'seek.walk')}
          </Button>
          <Button h={44} disabled={entries.length === 0} onClick={() => onTake(entries)}>
            {t('seek.takeTerminals', { count: entries.length })}
          </Button>
        </Group>
      )}
    </section>
  );
}

interface PlacePickProps {
  address: number;
  /** Empty: nowhere yet. */
  place: string;
  left: readonly string[];
  labelOf: (place: string) => string;
  onPut: (place: string) => void;
}

function PlacePick({ address, place, left, labelOf, onPut }: PlacePickProps) {
  const { t } = useTranslation('store-settings');
  return (
    <NativeSelect
      size="md"
      aria-label={t('seek.placeOf', { address })}
      value={place}
      onChange={(event) => onPut(event.currentTarget.value)}
      data={[
        { value: '', label: t('seek.nowhere') },
        ...(place === '' ? [] : [place]).concat(left).map((value) => ({ value, label: labelOf(value) })),
      ]}
    />
  );
}
