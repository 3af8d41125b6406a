import { Button, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { PluggedView } from '../../../../host/parts/finding/views.ts';
import { api } from '../../../client/api.ts';
import { useCatalog } from '../../../client/catalog.ts';
import type { Entry } from '../field.ts';
import classes from '../store-settings.module.css';
import { type Purpose, printerFrom, purposes } from './found-defaults.ts';
import { FoundList } from './found-list.tsx';
import { Searching } from './searching.tsx';
import { TryPrinter } from './try-device.tsx';
import { useFinding } from './use-finding.ts';

interface FindPrintersProps {
  plugged: PluggedView;
  there: readonly Entry[];
  onTake: (entries: Entry[]) => void;
}

/** Printers on this computer and on its networks; each is tried, and taken for what it is to print. */
export function FindPrinters({ plugged, there, onTake }: FindPrintersProps) {
  const { t } = useTranslation('store-settings');
  const finding = useFinding();
  const network = finding.view?.printers ?? [];
  const plain = [
    ...plugged.usbPrinters.map((one) => ({ ...one, transport: { type: 'usb', path: one.path } })),
    ...plugged.ports.map((one) => ({ ...one, transport: { type: 'serial', path: one.path, baudRate: 9600 } })),
  ];
  return (
    <>
      <h3 className={classes.findTitle}>{t('seek.network')}</h3>
      <Group gap="xs">
        {plugged.networks.map(({ name, hosts }) => (
          <Button
            key={name}
            h={44}
            variant="default"
            disabled={finding.isRunning}
            onClick={() => void finding.start(() => api.finding.searchNetwork.mutate({ network: name }))}
          >
            {t('seek.askNetwork', { name, hosts })}
          </Button>
        ))}
      </Group>
      {plugged.networks.length === 0 && <p className={classes.note}>{t('seek.noNetwork')}</p>}
      <Searching {...finding} onStop={finding.stop} found={network.length} none={t('seek.noPrinter')} />
      <FoundList
        label={t('seek.network')}
        found={network.map(({ host, port, name, isReceiptPrinter, usedBy }) => ({
          key: `${host}:${port}`,
          where: port === 9100 ? host : `${host}:${port}`,
          name: name || t(isReceiptPrinter ? 'seek.receiptPrinter' : 'seek.maybePrinter'),
          usedBy,
          acts: <Take transport={{ type: 'tcp', host, port }} there={there} onTake={onTake} />,
        }))}
      />
      <h3 className={classes.findTitle}>{t('seek.plugged')}</h3>
      <FoundList
        label={t('seek.plugged')}
        found={plain.map(({ path, name, usedBy, transport }) => ({
          ...{ key: path, where: path, name, usedBy },
          acts: <Take transport={transport} there={there} onTake={onTake} />,
        }))}
      />
      {plain.length === 0 && <p className={classes.note}>{t('seek.nothingPlugged')}</p>}
      {plugged.system === 'windows' && <p className={classes.note}>{t('seek.windowsShare')}</p>}
    </>
  );
}

interface TakeProps {
  transport: Entry;
  there: readonly Entry[];
  onTake: (entries: Entry[]) => void;
}

function Take({ transport, there, onTake }: TakeProps) {
  const { t } = useTranslation('store-settings');
  const { goods } = useCatalog();
  const categories = [...new Set(goods.map(({ category }) => category))];
  const madeFor = (purpose: Purpose) => printerFrom(transport, purpose, { there, categories });
  const isTaken = there.some((one) => JSON.stringify(one.transport) === JSON.stringify(transport));
  return (
    <Group gap={6}>
      <TryPrinter printer={madeFor('bill')} />
      {isTaken && <span className={classes.note}>{t('seek.taken')}</span>}
      {!isTaken &&
        (Object.keys(purposes) as Purpose[]).map((purpose) => (
          <Button key={purpose} h={44} px="sm" onClick={() => onTake([madeFor(purpose)])}>
            {t(`seek.printerFor.${purpose}`)}
          </Button>
        ))}
    </Group>
  );
}
