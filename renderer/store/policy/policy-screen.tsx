import { Button, Group, SegmentedControl, Tabs, Text, TextInput, VisuallyHidden } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type PresetName, presetNames, presetOf, type QueuePolicy } from '../../../core/model/rotation/policy.ts';
import type { GroupPolicies, PolicyList } from '../../../host/parts/rotation/views.ts';

import { act } from '../../client/act.ts';
import { api } from '../../client/api.ts';
import { useFormat } from '../../client/format.ts';
import { useMay } from '../../client/session.ts';
import { AsyncBoundary } from '../../components/async-boundary.tsx';
import { Columns } from '../../components/columns.tsx';
import { showDone } from '../../components/undo.tsx';
import { ChangeList } from './change-list.tsx';
import { ClockTypesPanel } from './clock-types-panel.tsx';
import { EffectTable } from './effect-table.tsx';
import classes from './policy.module.css';
import { policyChanges } from './policy-changes.ts';
import { PolicyFields } from './policy-fields.tsx';
import { VersionList } from './version-list.tsx';
import { WhatIfPanel } from './what-if-panel.tsx';

/** Not the code of a group: those begin with a letter or digit. */
const clockTypesTab = ':clock-types';

/** The rules of the rotation, in the shop's words: read, try on past days, and put in force from a day on. */
export default function PolicyScreen() {
  const { t } = useTranslation('policy');
  const query = useQuery({ queryKey: ['policies'], queryFn: () => api.rotation.policies.query(), gcTime: 0 });
  return (
    <div className={classes.screen}>
      <VisuallyHidden component="h1">{t('title')}</VisuallyHidden>
      <AsyncBoundary query={query} isEmpty={({ groups }) => groups.length === 0} emptyText={t('noChanges')}>
        {(list) => <Groups list={list} />}
      </AsyncBoundary>
    </div>
  );
}

function Groups({ list }: { list: PolicyList }) {
  const { t } = useTranslation('policy');
  const format = useFormat();
  const [group, setGroup] = useState<string | null>(list.groups[0]?.group ?? null);
  const chosen = list.groups.find((one) => one.group === group);
  return (
    <Tabs value={group} onChange={setGroup} variant="pills" className={classes.tabs}>
      <Tabs.List aria-label={t('groups')}>
        {list.groups.map((one) => (
          <Tabs.Tab key={one.group} value={one.group} h={44}>
            {format.group(one.group)}
          </Tabs.Tab>
        ))}
        <Tabs.Tab value={clockTypesTab} h={44}>
          {t('clockTypes')}
        </Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value={clockTypesTab} className={classes.panel}>
        <ClockTypesPanel key={JSON.stringify(list.clockTypes)} now={list.clockTypes} />
      </Tabs.Panel>
      {chosen && (
        <Tabs.Panel value={chosen.group} className={classes.panel}>
          <Editor key={`${chosen.group} ${chosen.versions.length}`} policies={chosen} list={list} />
        </Tabs.Panel>
      )}
    </Tabs>
  );
}

/** What a queue of the group goes by now; the whole group is judged by its first queue. */
function policyNow({ inForce, first, group }: GroupPolicies, gender: 'F' | 'M' | null): QueuePolicy {
  const own = gender === null ? undefined : inForce.find(({ queueId }) => queueId === `${group}/${gender}`);
  return (own ?? inForce[0])?.policy ?? first;
}

function Editor({ policies, list: { today, firstDate } }: { policies: GroupPolicies; list: PolicyList }) {
  const { t } = useTranslation(['policy', 'common']);
  const format = useFormat();
  const client = useQueryClient();
  const canEdit = useMay('rotation.policy');
  const { group, byGender } = policies;
  const [gender, setGender] = useState<'F' | 'M' | null>(null);
  const now = policyNow(policies, gender);
  const [draft, setDraft] = useState<QueuePolicy>(now);
  const [preset, setPreset] = useState<PresetName | null>(null);
  const [fromDate, setFromDate] = useState(today);
  const change = (policy: QueuePolicy, name: PresetName | null = null) => {
    setDraft(policy);
    setPreset(name);
  };
  const choose = (next: 'F' | 'M' | null) => {
    setGender(next);
    change(policyNow(policies, next));
  };
  const save = async () => {
    const policy = { ...draft, noTurnItems: [...draft.noTurnItems], effects: { ...draft.effects } };
    if (!(await act('rotation.setPolicy', { group, gender, fromDate, preset, policy }))) return;
    showDone(t('saved', { group: format.group(group), date: fromDate }));
    await client.invalidateQueries({ queryKey: ['policies'] });
  };
  return (
    <Columns
      label={t('title')}
      columns={[
        {
          id: 'rules',
          label: t('parts.rules'),
          width: 'minmax(0, 3fr)',
          children: (
            <div className={classes.editor}>
              <Presets
                chosen={preset ?? presetLike(draft)}
                canEdit={canEdit}
                onChoose={(name) => change(presetOf(name, draft), name)}
              />
              {byGender && <ForWhom gender={gender} onChoose={choose} />}
              <PolicyFields group={group} policy={draft} canEdit={canEdit} onChange={(policy) => change(policy)} />
              <EffectTable
                effects={draft.effects}
                now={now.effects}
                canEdit={canEdit}
                onChange={(event, effect) => change({ ...draft, effects: { ...draft.effects, [event]: effect } })}
              />
            </div>
          ),
        },
        {
          id: 'side',
          label: t('parts.changes'),
          width: 'minmax(360px, 2fr)',
          children: (
            <div className={classes.side}>
              <ChangeList was={now} is={draft} />
              {canEdit && (
                <FromDay
                  today={today}
                  date={fromDate}
                  onDate={setFromDate}
                  isIdle={isInForce(policies, gender, draft, today)}
                  onSave={() => void save()}
                />
              )}
              {canEdit && (
                <WhatIfPanel group={group} gender={gender} policy={draft} today={today} firstDate={firstDate} />
              )}
              <VersionList policies={policies} today={today} onEdit={(policy) => change(policy)} />
            </div>
          ),
        },
      ]}
    />
  );
}

/** From which trading day it holds, and the button that says so; idle where nothing would be other than it is. */
function FromDay({
  today,
  date,
  onDate,
  isIdle,
  onSave,
}: {
  today: string;
  date: string;
  onDate: (date: string) => void;
  isIdle: boolean;
  onSave: () => void;
}) {
  const { t } = useTranslation('policy');
  return (
    <Group align="flex-end" gap="xs">
      <TextInput
        size="md"
        type="date"
        label={t('from')}
        min={today}
        value={date}
        onChange={(event) => onDate(event.currentTarget.value)}
      />
      <Button h={44} disabled={date === '' || isIdle} onClick={onSave}>
        {t('save', { date })}
      </Button>
    </Group>
  );
}

/** Whether nothing would be other than it is, for everybody it is for, now and by a version that is to come. */
function isInForce(
  { inForce, versions, first, group }: GroupPolicies,
  gender: 'F' | 'M' | null,
  draft: QueuePolicy,
  today: string,
): boolean {
  const own = inForce.filter(({ queueId }) => gender === null || queueId === `${group}/${gender}`);
  const policies = own.length > 0 ? own.map(({ policy }) => policy) : [inForce[0]?.policy ?? first];
  return (
    policies.every((policy) => policyChanges(policy, draft).length === 0) &&
    !versions.some(({ fromDate }) => fromDate > today)
  );
}

/** The preset that says the same, where one does: the one in force, until something is changed. */
function presetLike(policy: QueuePolicy): PresetName | null {
  return presetNames.find((name) => policyChanges(presetOf(name, policy), policy).length === 0) ?? null;
}

function Presets({
  chosen,
  canEdit,
  onChoose,
}: {
  chosen: PresetName | null;
  canEdit: boolean;
  onChoose: (name: PresetName) => void;
}) {
  const { t } = useTranslation('policy');
  return (
    <Group gap="xs" role="group" aria-labelledby="policy-preset">
      <Text fw={600} id="policy-preset">
        {t('preset')}
      </Text>
      {presetNames.map((name) => (
        <Button
          key={name}
          h={44}
          px="sm"
          variant={chosen === name ? 'filled' : 'default'}
          aria-pressed={chosen === name}
          disabled={!canEdit}
          onClick={() => onChoose(name)}
        >
          {t(`presets.${name}`)}
        </Button>
      ))}
    </Group>
  );
}

/** Both genders of a group that rotates by gender, or one. */
function ForWhom({ gender, onChoose }: { gender: 'F' | 'M' | null; onChoose: (gender: 'F' | 'M' | null) => void }) {
  const { t } = useTranslation(['policy', 'common']);
  return (
    <div>
      <Text size="sm" id="policy-whom">
        {t('policy:whom')}
      </Text>
      <SegmentedControl
        size="md"
        aria-labelledby="policy-whom"
        value={gender ?? 'both'}
        data={[
          { value: 'both', label: t('policy:both') },
          { value: 'F', label: t('common:gender.F') },
          { value: 'M', label: t('common:gender.M') },
        ]}
        onChange={(value) => onChoose(value === 'F' || value === 'M' ? value : null)}
      />
    </div>
  );
}
