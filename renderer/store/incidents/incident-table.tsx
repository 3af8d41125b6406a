import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { IncidentDay } from '../../../host/parts/incidents/views.ts';

import { useFormat } from '../../client/format.ts';
import { useNameOf } from '../../client/who.ts';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { ChangeLines } from '../../shared/settings/change-lines.tsx';

const linesShown = 3;

type Incident = IncidentDay['incidents'][number];

interface IncidentTableProps {
  incidents: readonly Incident[];
  /** Of its line. */
  chosenKey: string | null;
  onChoose: (incident: Incident) => void;
}

/** Why, or what was changed: the first lines, the rest counted. */
function Why({ incident: { reason, changes } }: { incident: Incident }) {
  if (!changes) return reason ?? '–';
  return <ChangeLines changes={changes} most={linesShown} />;
}

/** One event may stand for two lines. */
export const keyOf = ({ seq, kind }: Incident) => `${seq} ${kind}`;

/** Who, what, by how much, what it cost, why, and who allowed it; the visit opens at the side. */
export function IncidentTable({ incidents, chosenKey, onChoose }: IncidentTableProps) {
  const { t } = useTranslation('incidents');
  const format = useFormat();
  const nameOf = useNameOf();
  const columns: Column<Incident>[] = [
    { id: 'time', head: t('columns.time'), cell: ({ at }) => format.time(at) },
    {
      id: 'kind',
      head: t('columns.kind'),
      cell: ({ kind, fromState }) => (
        <b>
          {t(`kinds.${kind}`)}
          {fromState !== null && ` · ${t(`from.${fromState}`)}`}
        </b>
      ),
    },
    {
      id: 'technician',
      head: t('columns.technician'),
      cell: ({ technicianNo }) => (technicianNo === null ? '–' : format.person(technicianNo)),
    },
    { id: 'room', head: t('columns.room'), cell: ({ roomNo }) => (roomNo === null ? '–' : format.room(roomNo)) },
    {
      id: 'service',
      head: t('columns.service'),
      cell: ({ serviceCode, goodsCode }) => {
        if (goodsCode !== null) return format.goods(goodsCode);
        return serviceCode === null ? '–' : format.service(serviceCode);
      },
    },
    { id: 'minutes', head: t('columns.minutes'), align: 'right', cell: ({ minutes }) => minutes ?? '–' },
    {
      id: 'amount',
      head: t('columns.amount'),
      align: 'right',
      cell: ({ amountMinor, currency }) => (amountMinor === null ? '–' : format.money(amountMinor, currency)),
    },
    { id: 'reason', head: t('columns.reason'), cell: (incident) => <Why incident={incident} /> },
    { id: 'actor', head: t('columns.actor'), cell: ({ actor }) => nameOf(actor) },
    {
      id: 'allowedBy',
      head: t('columns.allowedBy'),
      cell: ({ allowedBy }) => (allowedBy === null ? '–' : nameOf(allowedBy)),
    },
    {
      id: 'visit',
      head: t('columns.visit'),
      cell: (incident) => {
        if (incident.visitNo === null) return '–';
        return (
          <Button
            h={44}
            px="sm"
            ml="calc(0px - var(--mantine-spacing-sm))"
            variant="subtle"
            aria-label={t('showVisit', { no: incident.visitNo })}
            aria-expanded={keyOf(incident) === chosenKey}
            onClick={() => onChoose(incident)}
          >
            {incident.visitNo}
          </Button>
        );
      },
    },
  ];
  return <DataTable columns={columns} rows={incidents} keyOf={keyOf} isChosen={(one) => keyOf(one) === chosenKey} />;
}
