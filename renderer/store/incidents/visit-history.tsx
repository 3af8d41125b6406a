import { CloseButton, Group, Title } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { IncidentDay } from '../../../host/parts/incidents/views.ts';

import { ScrollRegion } from '../../components/scroll-region.tsx';
import { History } from '../../shared/history/history.tsx';
import classes from './incidents.module.css';

/** All that happened in the visit of an incident, at the side. */
export function VisitHistory({
  visitId,
  of: { visitNo, roomNo },
  onClose,
}: {
  visitId: string;
  of: Pick<IncidentDay['incidents'][number], 'visitNo' | 'roomNo'>;
  onClose: () => void;
}) {
  const { t } = useTranslation('incidents');
  const visit = useMemo(() => ({ id: visitId }), [visitId]);
  const title = t('visitOf', { no: visitNo, room: roomNo });
  return (
    <aside className={classes.visit} aria-label={title}>
      <Group className={classes.visitHead} justify="space-between" wrap="nowrap">
        <Title order={2} size="h4">
          {title}
        </Title>
        <CloseButton size={44} aria-label={t('closeVisit')} onClick={onClose} />
      </Group>
      <ScrollRegion className={classes.scroll} label={title}>
        <div className={classes.visitBody}>
          <History visit={visit} />
        </div>
      </ScrollRegion>
    </aside>
  );
}
