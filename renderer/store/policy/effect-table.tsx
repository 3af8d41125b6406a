import { NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import {
  effectsFor,
  metEvents,
  type RotationEffect,
  type RotationEvent,
  type RotationTable,
  rotationEffects,
} from '../../../core/model/rotation/policy.ts';
import classes from './policy.module.css';

interface EffectTableProps {
  effects: RotationTable;
  /** As it is now: rows that differ are marked. */
  now: RotationTable;
  canEdit: boolean;
  onChange: (event: RotationEvent, effect: RotationEffect) => void;
}

const sections = ['start', 'end', 'cancel', 'fault', 'duty'] as const;

function sectionOf(event: RotationEvent): (typeof sections)[number] {
  if (event.endsWith('-started') || event === 'extended') return 'start';
  if (event.endsWith('-ended') || event.endsWith('-passed')) return 'end';
  if (event.startsWith('cancelled')) return 'cancel';
  return event === 'refused' || event === 'late-to-room' ? 'fault' : 'duty';
}

/** What happens, in rows, and where the place goes. */
export function EffectTable({ effects, now, canEdit, onChange }: EffectTableProps) {
  const { t } = useTranslation('policy');
  return (
    <table className={classes.table}>
      <caption>{t('table')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('happened')}</th>
          <th scope="col">{t('becomes')}</th>
        </tr>
      </thead>
      {sections.map((section) => (
        <tbody key={section}>
          <tr>
            <th colSpan={2} scope="rowgroup" className={classes.section}>
              {t(`sections.${section}`)}
            </th>
          </tr>
          {metEvents
            .filter((event) => sectionOf(event) === section)
            .map((event) => (
              <tr key={event} data-changed={effects[event] !== now[event] || undefined}>
                <th scope="row">{t(`events.${event}`)}</th>
                <td>
                  <NativeSelect
                    size="md"
                    aria-label={t(`events.${event}`)}
                    value={effects[event]}
                    disabled={!canEdit || effectsFor(event).length === 1}
                    data={effectsFor(event).map((effect) => ({ value: effect, label: t(`effects.${effect}`) }))}
                    onChange={({ currentTarget }) => {
                      const effect = rotationEffects.find((one) => one === currentTarget.value);
                      if (effect) onChange(event, effect);
                    }}
                  />
                </td>
              </tr>
            ))}
        </tbody>
      ))}
    </table>
  );
}
