import { Anchor, Button, Group, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { incidentKinds } from '../../../core/model/incident.ts';
import type { IncidentDay } from '../../../host/parts/incidents/views.ts';

import { api } from '../../client/api.ts';
import { useMay } from '../../client/session.ts';
import { AsyncBoundary, EmptyNote } from '../../components/async-boundary.tsx';
import { Columns } from '../../components/columns.tsx';
import { ScrollRegion } from '../../components/scroll-region.tsx';
import { IncidentTable, keyOf } from './incident-table.tsx';
import classes from './incidents.module.css';
import { VisitHistory } from './visit-history.tsx';

type Incident = IncidentDay['incidents'][number];
type Kind = Incident['kind'];

const isDate = (text: string) => /^\d{4}-\d{2}-\d{2}$/.test(text);

/** What went otherwise than planned on a day, or is worth a look, with what led to it. */
export default function IncidentsScreen() {
  const { t } = useTranslation('incidents');
  const [typed, setTyped] = useState('');
  const [kind, setKind] = useState<Kind | null>(null);
  const [chosen, setChosen] = useState<Incident | null>(null);
  const maySeeSettings = useMay('site.view');
  const date = isDate(typed) ? typed : null;
  const query = useQuery({ queryKey: ['incidents', date], queryFn: () => api.incidents.day.query({ date }) });
  const all = query.data?.incidents ?? [];
  return (
    <Columns
      label={t('title')}
      hasHeading
      columns={[
        {
          id: 'day',
          label: t('title'),
          width: 'minmax(0, 1fr)',
          children: (
            <section className={classes.main} aria-label={t('title')}>
              <Group className={classes.head} gap="sm" align="flex-end">
                <TextInput
                  size="md"
                  w={180}
                  type="date"
                  label={t('day')}
                  max={query.data?.today}
                  value={typed || (query.data?.date ?? '')}
                  onChange={(event) => {
                    setTyped(event.currentTarget.value);
                    setChosen(null);
                  }}
                />
                <Button h={44} variant="default" disabled={typed === ''} onClick={() => setTyped('')}>
                  {t('today')}
                </Button>
                <Filters incidents={all} kind={kind} onChoose={setKind} />
                {maySeeSettings && (
                  <Anchor href="#/changes" py="sm">
                    {t('allChanges')}
                  </Anchor>
                )}
              </Group>
              <ScrollRegion className={classes.scroll} label={t('title')}>
                <div className={classes.content}>
                  <AsyncBoundary query={query}>
                    {({ incidents }) => (
                      <OfKind incidents={incidents} kind={kind} chosen={chosen} onChoose={setChosen} />
                    )}
                  </AsyncBoundary>
                </div>
              </ScrollRegion>
            </section>
          ),
        },
        {
          id: 'visit',
          label: t('title'),
          width: 'auto',
          over: { isOpen: Boolean(chosen?.visitId), onClose: () => setChosen(null), hasCross: true },
          children: chosen?.visitId && (
            <VisitHistory key={chosen.visitId} visitId={chosen.visitId} of={chosen} onClose={() => setChosen(null)} />
          ),
        },
      ]}
    />
  );
}

function OfKind({
  incidents,
  kind,
  chosen,
  onChoose,
}: {
  incidents: readonly Incident[];
  kind: Kind | null;
  chosen: Incident | null;
  onChoose: (incident: Incident) => void;
}) {
  const { t } = useTranslation('incidents');
  const shown = incidents.filter((one) => kind === null || one.kind === kind);
  if (shown.length === 0) return <EmptyNote text={t('none')} />;
  return <IncidentTable incidents={shown} chosenKey={chosen && keyOf(chosen)} onChoose={onChoose} />;
}

/** How often each thing happened; a tap shows only those. */
function Filters({
  incidents,
  kind,
  onChoose,
}: {
  incidents: readonly Incident[];
  kind: Kind | null;
  onChoose: (kind: Kind | null) => void;
}) {
  const { t } = useTranslation('incidents');
  const filter = (one: Kind | null, label: string, count: number) => (
    <Button
      key={one ?? ''}
      h={44}
      px="sm"
      variant={kind === one ? 'filled' : 'default'}
      aria-pressed={kind === one}
      onClick={() => onChoose(one)}
    >
      {label}&ensp;<b>{count}</b>
    </Button>
  );
  return (
    <Group gap="xs">
      {filter(null, t('all'), incidents.length)}
      {incidentKinds
        .map((one) => [one, incidents.filter((incident) => incident.kind === one).length] as const)
        .filter(([one, count]) => count > 0 || one === kind)
        .map(([one, count]) => filter(one, t(`kinds.${one}`), count))}
    </Group>
  );
}
