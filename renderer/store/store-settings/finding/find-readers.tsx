import { Button, Group, Text } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PluggedView } from '../../../../host/parts/finding/views.ts';
import type { AttachedReader } from '../../../../host/parts/readers/views.ts';
import { api } from '../../../client/api.ts';
import type { Entry } from '../field.ts';
import classes from '../store-settings.module.css';
import { freeId, knownHidFrom, pcscReaderFrom } from './found-defaults.ts';
import { FoundList } from './found-list.tsx';
import { Searching } from './searching.tsx';
import { TryReader } from './try-reader.tsx';
import { TypedReader } from './typed-reader.tsx';
import { useFinding } from './use-finding.ts';

interface FindReadersProps {
  plugged: PluggedView;
  there: readonly Entry[];
  onTake: (entries: Entry[]) => void;
}

/** Readers that are plugged in: taken by one press, learnt by cards, or known by what they type. */
export function FindReaders({ plugged, there, onTake }: FindReadersProps) {
  const { t } = useTranslation('store-settings');
  const [learnt, setLearnt] = useState<AttachedReader | null>(null);
  const hasSame = (entry: Entry) => {
    const { id: _id, ...facts } = entry;
    return there.some(({ id: _other, ...one }) => JSON.stringify(one) === JSON.stringify(facts));
  };
  return (
    <>
      <h3 className={classes.findTitle}>{t('seek.pcsc')}</h3>
      <FoundList
        label={t('seek.pcsc')}
        found={plugged.pcsc.map((name) => {
          const entry = pcscReaderFrom(name, there);
          return {
            ...{ key: name, where: '', name, usedBy: null },
            acts: <Take entry={entry} isTaken={hasSame(entry)} onTake={onTake} />,
          };
        })}
      />
      {plugged.pcsc.length === 0 && <p className={classes.note}>{t('seek.noPcsc')}</p>}
      <h3 className={classes.findTitle}>{t('seek.hid')}</h3>
      <FoundList
        label={t('seek.hid')}
        found={plugged.hid.map((device) => {
          const { vendorId, productId, name, serialNumber = '' } = device;
          const known = knownHidFrom(device, there);
          return {
            ...{ key: `${vendorId} ${productId} ${serialNumber} ${device.usagePage ?? ''}`, usedBy: null },
            ...{ where: `${vendorId}:${productId}`, name },
            acts: known ? (
              <Take entry={known} isTaken={hasSame(known)} onTake={onTake} />
            ) : (
              <Button h={44} px="sm" onClick={() => setLearnt(device)}>
                {t('seek.learn')}
              </Button>
            ),
          };
        })}
      />
      {plugged.hid.length === 0 && <p className={classes.note}>{t('seek.noHid')}</p>}
      {learnt && (
        <Learning
          key={JSON.stringify(learnt)}
          device={learnt}
          onReader={(reader) => {
            setLearnt(null);
            onTake([{ id: freeId('usb', there), ...reader }]);
          }}
        />
      )}
      <h3 className={classes.findTitle}>{t('seek.typingTitle')}</h3>
      <TypedReader onReader={(reader) => onTake([{ id: freeId('keyboard', there), ...reader }])} />
    </>
  );
}

function Take({ entry, isTaken, onTake }: { entry: Entry; isTaken: boolean; onTake: (entries: Entry[]) => void }) {
  const { t } = useTranslation('store-settings');
  return (
    <Group gap={6}>
      <TryReader reader={entry} />
      {isTaken ? (
        <span className={classes.note}>{t('seek.taken')}</span>
      ) : (
        <Button h={44} px="sm" onClick={() => onTake([entry])}>
          {t('seek.takeReader')}
        </Button>
      )}
    </Group>
  );
}

/** A card, the same card again, another card. */
function Learning({ device, onReader }: { device: AttachedReader; onReader: (reader: Entry) => void }) {
  const { t } = useTranslation('store-settings');
  const finding = useFinding();
  const { view, start } = finding;
  const told = useRef(false);
  // Once, when the device was chosen.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another device is another learning
  useEffect(() => void start(() => api.finding.learnReader.mutate(device)), []);
  useEffect(() => {
    if (!view?.reader || told.current) return;
    told.current = true;
    onReader(view.reader as Entry);
  });
  const step = Math.min(view?.cards ?? 0, 2) as 0 | 1 | 2;
  return (
    <div className={classes.walk} role="status">
      {finding.isRunning && <Text fz={20}>{t(`seek.step${step}`)}</Text>}
      <Searching {...finding} isRunning={false} onStop={finding.stop} found={1} none="" />
    </div>
  );
}
