import { CloseButton, Group, ScrollArea, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../client/api.ts';
import { AsyncBoundary } from '../../components/async-boundary.tsx';
import { PaperSlip } from '../../components/paper.tsx';
import classes from './cashier.module.css';

interface BillPaperProps {
  billId: string;
  no: string;
  onClose: () => void;
}

/** A settled bill as it was printed. */
export function BillPaper({ billId, no, onClose }: BillPaperProps) {
  const { t } = useTranslation(['cashier', 'common']);
  const query = useQuery({ queryKey: ['bill-svg', billId], queryFn: () => api.bills.svg.query({ billId }) });
  return (
    <section className={classes.paper} aria-label={t('paper.title', { no })}>
      <Group justify="space-between" p="md">
        <Title order={2} size="h3">
          {t('paper.title', { no })}
        </Title>
        <CloseButton size={44} aria-label={t('common:close')} onClick={onClose} />
      </Group>
      <ScrollArea
        className={classes.paperScroll}
        viewportProps={{ tabIndex: 0, 'aria-label': t('paper.title', { no }), role: 'region' }}
      >
        <AsyncBoundary query={query}>{(svg) => <PaperSlip svg={svg} label={t('paper.alt', { no })} />}</AsyncBoundary>
      </ScrollArea>
    </section>
  );
}
