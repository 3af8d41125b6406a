import { Button, Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { IncidentDay } from '../../../host/api/incident-service.ts';
import { useCatalog } from '../../client/catalog.tsx';
import { useFormat } from '../../client/format.ts';
import classes from './incidents.module.css';

type Incident = IncidentDay['incidents'][number];

interface IncidentTableProps {
  incidents: readonly Incident[];
  chosenSeq: number | null;
  onChoose: (incident: Incident) => void;
}

const columns = ['time', 'kind', 'technician', 'room', 'service', 'minutes', 'reason', 'actor', 'allowedBy'] as const;

/** Who, what, by how much, why, and who allowed it; the visit opens at the side. */
export function IncidentTable({ incidents, chosenSeq, onChoose }: IncidentTableProps) {
  const { t } = useTranslation('incidents');
  const format = useFormat();
  const nameOf = useNameOf();
  return (
    <Table fz={15} verticalSpacing={4} className={classes.table} stickyHeader>
      <Table.Thead>
        <Table.Tr>
          {columns.map((column) => (
            <Table.Th key={column} ta={column === 'minutes' ? 'right' : undefined}>
              {t(`columns.${column}`)}
            </Table.Th>
          ))}
          <Table.Th>{t('columns.visit')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {incidents.map((incident) => (
          <Table.Tr key={incident.seq} data-chosen={incident.seq === chosenSeq || undefined}>
            <Table.Td>{format.time(incident.at)}</Table.Td>
            <Table.Td fw={600}>
              {t(`kinds.${incident.kind}`)}
              {incident.fromState !== null && ` · ${t(`from.${incident.fromState}`)}`}
            </Table.Td>
            <Table.Td>{incident.technicianNo ?? '—'}</Table.Td>
            <Table.Td>{incident.roomNo}</Table.Td>
            <Table.Td>{format.service(incident.serviceCode)}</Table.Td>
            <Table.Td ta="right">{incident.minutes ?? '—'}</Table.Td>
            <Table.Td>{incident.reason ?? '—'}</Table.Td>
            <Table.Td>{nameOf(incident.actor)}</Table.Td>
            <Table.Td>{incident.allowedBy === null ? '—' : nameOf(incident.allowedBy)}</Table.Td>
            <Table.Td>
              <Button
                h={44}
                px="sm"
                ml="calc(0px - var(--mantine-spacing-sm))"
                variant="subtle"
                aria-label={t('showVisit', { no: incident.visitNo })}
                aria-expanded={incident.seq === chosenSeq}
                onClick={() => onChoose(incident)}
              >
                {incident.visitNo}
              </Button>
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

/** A number with its name; the store itself has none. */
function useNameOf(): (no: string) => string {
  const { t } = useTranslation('incidents');
  const { staffByNo } = useCatalog();
  return (no) => {
    if (no === 'system') return t('byItself');
    const name = staffByNo.get(no)?.name;
    return name ? `${no} ${name}` : no;
  };
}
