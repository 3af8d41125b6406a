import { SegmentedControl, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { SimulatedDevicesView, SimulatedPrinter } from '../../../host/parts/simulated-devices/views.ts';
import { tellError } from '../../client/act.ts';
import { api } from '../../client/api.ts';
import { useFormat } from '../../client/format.ts';
import { EmptyNote } from '../../components/async-boundary.tsx';
import { PaperSlip } from '../../components/paper.tsx';
import { ScrollRegion } from '../../components/scroll-region.tsx';
import classes from './practice.module.css';

const states = ['ok', 'off', 'no-paper'] as const;
const slipsShown = 8;

interface SimulatedPrintersProps {
  printers: readonly SimulatedPrinter[];
  /** What a practice's silent voice was given, newest first; null where a real voice speaks. */
  spoken: SimulatedDevicesView['spoken'] | null;
}

/** The printers of the bench, with what came out of each, newest first. */
export function SimulatedPrinters({ printers, spoken }: SimulatedPrintersProps) {
  const { t } = useTranslation('practice');
  return (
    <aside className={classes.printers} aria-label={t('printers')}>
      <ScrollRegion label={t('printers')}>
        <div className={classes.printersInner}>
          {printers.length === 0 && <EmptyNote text={t('noPrinters')} />}
          {printers.map((printer) => (
            <Printer key={printer.id} printer={printer} />
          ))}
          {spoken && <Spoken spoken={spoken} />}
        </div>
      </ScrollRegion>
    </aside>
  );
}

function Printer({ printer }: { printer: SimulatedPrinter }) {
  const { t } = useTranslation('practice');
  const format = useFormat();
  const name = t('printer', { id: printer.id });
  return (
    <section className={classes.printer} aria-label={name}>
      <div className={classes.printerHead}>
        <Title order={2} size="h5">
          {name}
        </Title>
        <SegmentedControl
          size="sm"
          className={classes.printerState}
          aria-label={name}
          value={printer.state}
          onChange={(value) => {
            const state = states.find((one) => one === value);
            if (state) void api.practice.setPrinter.mutate({ printerId: printer.id, state }).catch(tellError);
          }}
          data={states.map((value) => ({ value, label: t(`printerState.${value}`) }))}
        />
      </div>
      {printer.slips.length === 0 ? (
        <EmptyNote text={t('noSlips')} />
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and keys must be able to scroll it
        <ul className={classes.slips} tabIndex={0} aria-label={name}>
          {printer.slips.slice(0, slipsShown).map((slip) => (
            <li key={slip.id}>
              <PaperSlip
                svg={slip.svg}
                text={slip.text}
                label={t('slip', { printer: name, id: slip.id, time: format.timeWithSeconds(slip.at) })}
              />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Spoken({ spoken }: { spoken: SimulatedDevicesView['spoken'] }) {
  const { t } = useTranslation('practice');
  const format = useFormat();
  return (
    <section className={classes.spoken} aria-label={t('spoken')}>
      <Title order={2} size="h5">
        {t('spoken')}
      </Title>
      {spoken.length === 0 ? (
        <EmptyNote text={t('nothingSpoken')} />
      ) : (
        <ul>
          {spoken.map(({ id, at, text }) => (
            <li key={id}>
              {format.timeWithSeconds(at)} {text}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
