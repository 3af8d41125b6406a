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
import type { SettingsChangesView } from '../../../host/parts/settings/views.ts';
import { api } from '../../client/api.ts';
import { useFormat } from '../../client/format.ts';
import { hashOf, navigate, useRoute } from '../../client/router.ts';
import { useNameOf } from '../../client/who.ts';
import { AsyncBoundary, EmptyNote } from '../../components/async-boundary.tsx';
import { ScrollRegion } from '../../components/scroll-region.tsx';
import { ChangeLines } from '../../shared/settings/change-lines.tsx';
import classes from './changes.module.css';
import { Plans } from './plans.tsx';

const isDate = (text: string) => /^\d{4}-\d{2}-\d{2}$/.test(text);

/** What was changed in the settings: who, when, which, from what to what; also what was taken back since. */
export default function ChangesScreen() {
  const { t } = useTranslation('changes');
  const format = useFormat();
  const [typed, setTyped] = useState({ from: '', to: '' });
  const [onlyWeighty, setOnlyWeighty] = useState(false);
  const [right, setRight] = useState<SettingRight | null>(null);
  const isTyped = isDate(typed.from) && isDate(typed.to);
  const isBackwards = isTyped && typed.from > typed.to;
  const days = isTyped && !isBackwards ? typed : null;
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
      error={name === 'to' && isBackwards ? t('backwards') : null}
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
        {of !== null && <OnlyOf section={of} />}
      </Group>
      <ScrollRegion className={classes.scroll} label={t('title')}>
        <div className={classes.content}>
          <Plans />
          <AsyncBoundary query={query}>
            {({ rows, times }) =>
              isBackwards ? (
                <EmptyNote text={t('backwards')} />
              ) : (
                <Acts
                  rows={rows.map((row) => ({ ...row, changes: chosen(row, { right, onlyWeighty, of }) }))}
                  times={right === null && of === null ? times : []}
                />
              )
            }
          </AsyncBoundary>
        </div>
      </ScrollRegion>
    </div>
  );
}

/** Which list's changes are shown alone; a tap shows all. */
function OnlyOf({ section }: { section: ScreenSection }) {
  const { t } = useTranslation(['changes', 'devices']);
  return (
    <Chip size="md" checked onChange={() => navigate('changes')}>
      {t('changes:only', { section: t(`devices:site.section.${section}`) })}
    </Chip>
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

/** What was changed, and when the time was set, the newest first: whose time it is belongs to no part. */
function Acts({ rows, times }: Pick<SettingsChangesView, 'rows' | 'times'>) {
  const { t } = useTranslation('changes');
  const some = rows.filter(({ changes }) => changes.length > 0);
  const acts = [
    ...some.map((row) => ({ seq: row.seq, shown: <Act key={row.seq} row={row} /> })),
    ...times.map((set) => ({ seq: set.seq, shown: <TimeSet key={set.seq} {...set} /> })),
  ];
  if (acts.length === 0) return <EmptyNote text={t('none')} />;
  return acts.sort((a, b) => b.seq - a.seq).map(({ shown }) => shown);
}

/** That the store's time was set, and by how much. */
function TimeSet({ at, actor, minutes }: SettingsChangesView['times'][number]) {
  const { t } = useTranslation('changes');
  const format = useFormat();
  const nameOf = useNameOf();
  return (
    <section className={classes.act}>
      <div className={classes.who}>
        <b>{format.dateTime(at)}</b>
        <span>{nameOf(actor)}</span>
        <span>{t(minutes < 0 ? 'timeBack' : 'timeAhead', { minutes: Math.abs(minutes) })}</span>
      </div>
    </section>
  );
}

/** Everything that somebody changed at once. */
function Act({ row: { seq, at, actor, station, way, allowedBy, changes } }: { row: SettingsChangeRow }) {
  const { t } = useTranslation(['changes', 'settings', 'devices']);
  const format = useFormat();
  const nameOf = useNameOf();
  return (
    <section className={classes.act}>
      <div className={classes.who}>
        <b>{format.dateTime(at)}</b>
        <span>{t('changes:by', { name: nameOf(actor), station })}</span>
        <span className={classes.quiet}>{t(`settings:way.${way}`)}</span>
        {allowedBy !== null && <span>{t('changes:allowedBy', { name: nameOf(allowedBy) })}</span>}
      </div>
      <ChangeLines changes={changes} />
      <Group gap="sm" mt={6}>
        {screenSections
          .filter((section) => changes.some((one) => one.section === section))
          .map((section) => (
            <a key={section} className={classes.back} href={hashOf('store-settings', { section, back: String(seq) })}>
              {t('changes:back', { section: t(`devices:site.section.${section}`) })}
            </a>
          ))}
      </Group>
    </section>
  );
}
