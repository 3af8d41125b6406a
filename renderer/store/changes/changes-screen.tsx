import { Chip, Group, Select, TextInput, VisuallyHidden } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  isWeighty,
  type SettingRight,
  type SettingsChangeRow,
  settingRights,
} from '../../../core/model/site/change-lines.ts';
import { rightWords } from '../../../core/model/site/change-words.ts';
import { type ScreenSection, screenSections } from '../../../core/model/site/screen-sections.ts';
import { api } from '../../client/api.ts';
import { useFormat } from '../../client/format.ts';
import { navigate, useRoute } from '../../client/router.ts';
import { useNameOf } from '../../client/who.ts';
import { AsyncBoundary, EmptyNote } from '../../components/async-boundary.tsx';
import { ScrollRegion } from '../../components/scroll-region.tsx';
import { ChangeLines } from '../../shared/settings/change-lines.tsx';
import classes from './changes.module.css';
import { Plans } from './plans.tsx';

const isDate = (text: string) => /^\d{4}-\d{2}-\d{2}$/.test(text);

/** What was changed in the settings: who, when, which, from what to what; also what was taken back since. */
export default function ChangesScreen() {
  const { t } = useTranslation(['changes', 'devices']);
  const format = useFormat();
  const [typed, setTyped] = useState({ from: '', to: '' });
  const [onlyWeighty, setOnlyWeighty] = useState(false);
  const [right, setRight] = useState<SettingRight | null>(null);
  const isTyped = isDate(typed.from) && isDate(typed.to);
  const days = isTyped ? typed : null;
  const { params } = useRoute();
  const of = screenSections.find((one) => one === params.get('of')) ?? null;
  const query = useQuery({
    queryKey: ['settings', 'changes', days],
    queryFn: () => api.settings.changes.query({ days }),
  });
  const shownDays = { from: typed.from || (query.data?.from ?? ''), to: typed.to || (query.data?.to ?? '') };
  const day = (name: 'from' | 'to') => (
    <TextInput
      size="md"
      w={170}
      type="date"
      label={t(name)}
      max={query.data?.today}
      value={shownDays[name]}
      onChange={(event) => setTyped({ ...shownDays, [name]: event.currentTarget.value })}
    />
  );
  return (
    <div className={classes.screen}>
      <VisuallyHidden component="h1">{t('title')}</VisuallyHidden>
      <Group className={classes.head} gap="sm" align="flex-end">
        {day('from')}
        {day('to')}
        <Select
          size="md"
          label={t('section')}
          placeholder={t('everything')}
          clearable
          data={settingRights.map((value) => ({ value, label: rightWords[value][format.language] }))}
          value={right}
          onChange={(value) => setRight(value as SettingRight | null)}
        />
        <Chip size="md" checked={onlyWeighty} onChange={setOnlyWeighty}>
          {t('weighty')}
        </Chip>
        {of !== null && (
          <Chip size="md" checked onChange={() => navigate('changes')}>
            {t('only', { section: t(`devices:site.section.${of}`) })}
          </Chip>
        )}
      </Group>
      <ScrollRegion className={classes.scroll} label={t('title')}>
        <div className={classes.content}>
          <Plans />
          <AsyncBoundary query={query}>
            {({ rows }) => {
              const shown = rows.map((row) => ({ ...row, changes: chosen(row, { right, onlyWeighty, of }) }));
              const some = shown.filter(({ changes }) => changes.length > 0);
              if (some.length === 0) return <EmptyNote text={t('none')} />;
              return some.map((row) => <Act key={row.seq} row={row} />);
            }}
          </AsyncBoundary>
        </div>
      </ScrollRegion>
    </div>
  );
}

function chosen(
  { changes }: SettingsChangeRow,
  { right, onlyWeighty, of }: { right: SettingRight | null; onlyWeighty: boolean; of: ScreenSection | null },
) {
  return changes.filter(
    (one) =>
      (of === null || one.section === of) &&
      (right === null || one.right === right) &&
      (!onlyWeighty || isWeighty(one)),
  );
}

/** Everything that somebody changed at once. */
function Act({ row: { at, actor, station, way, allowedBy, changes } }: { row: SettingsChangeRow }) {
  const { t } = useTranslation(['changes', 'settings']);
  const format = useFormat();
  const nameOf = useNameOf();
  return (
    <section className={classes.act}>
      <div className={classes.who}>
        <b>{format.moment(at)}</b>
        <span>{t('changes:by', { name: nameOf(actor), station })}</span>
        <span className={classes.quiet}>{t(`settings:way.${way}`)}</span>
        {allowedBy !== null && <span>{t('changes:allowedBy', { name: nameOf(allowedBy) })}</span>}
      </div>
      <ChangeLines changes={changes} />
    </section>
  );
}
