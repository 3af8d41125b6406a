import { Button, Group, NativeSelect, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ClockTypeSettings, chosenTypes, countColumns } from '../../../core/model/clock-types/clock-types.ts';
import { act } from '../../client/act.ts';
import { useMay } from '../../client/session.ts';
import { showDone } from '../../components/undo.tsx';
import classes from './policy.module.css';

/** Where each type of clock counts and how it is paid: both apart from what it does to the queue. */
export function ClockTypesPanel({ now }: { now: ClockTypeSettings }) {
  const { t } = useTranslation(['policy', 'common']);
  const client = useQueryClient();
  const canEdit = useMay('rotation.policy');
  const [draft, setDraft] = useState(now);
  const isChanged = chosenTypes.some(
    (type) => draft[type].countsAs !== now[type].countsAs || draft[type].paidAs !== now[type].paidAs,
  );
  const save = async () => {
    if (!(await act('rotation.setClockTypes', { types: { ...draft } }))) return;
    showDone(t('policy:typesSaved'));
    await client.invalidateQueries({ queryKey: ['policies'] });
  };
  return (
    <div className={classes.types}>
      <Text size="sm">{t('policy:typesHint')}</Text>
      <table className={classes.table}>
        <caption>{t('policy:clockTypes')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('policy:clockType')}</th>
            <th scope="col">{t('policy:countsAs')}</th>
            <th scope="col">{t('policy:paidAs')}</th>
          </tr>
        </thead>
        <tbody>
          {chosenTypes.map((type) => {
            const name = t(`common:clockType.${type}`);
            const { countsAs, paidAs } = draft[type];
            return (
              <tr key={type} data-changed={countsAs !== now[type].countsAs || paidAs !== now[type].paidAs || undefined}>
                <th scope="row">{name}</th>
                <td>
                  <NativeSelect
                    size="md"
                    aria-label={`${name} ${t('policy:countsAs')}`}
                    disabled={!canEdit}
                    value={countsAs}
                    data={countColumns.map((column) => ({ value: column, label: t(`policy:columns.${column}`) }))}
                    onChange={({ currentTarget: { value } }) => {
                      const column = countColumns.find((one) => one === value);
                      if (column) setDraft({ ...draft, [type]: { countsAs: column, paidAs } });
                    }}
                  />
                </td>
                <td>
                  <NativeSelect
                    size="md"
                    aria-label={`${name} ${t('policy:paidAs')}`}
                    disabled={!canEdit}
                    value={paidAs}
                    data={chosenTypes.map((other) => ({
                      value: other,
                      label: other === type ? t('policy:paidAsItself') : t(`common:clockType.${other}`),
                    }))}
                    onChange={({ currentTarget: { value } }) => {
                      const other = chosenTypes.find((one) => one === value);
                      if (other) setDraft({ ...draft, [type]: { countsAs, paidAs: other } });
                    }}
                  />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {canEdit && (
        <Group>
          <Button h={44} disabled={!isChanged} onClick={() => void save()}>
            {t('policy:saveTypes')}
          </Button>
        </Group>
      )}
    </div>
  );
}
