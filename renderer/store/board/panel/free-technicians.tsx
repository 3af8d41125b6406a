import { Button, Group } from '@mantine/core';
import type { ClockView } from '../../../../host/parts/clocks/views.ts';

import { useBoard } from '../../../client/board-store.ts';
import { useCatalog } from '../../../client/catalog.ts';
import { candidatesFor } from '../../../shared/orders/technician-choice.ts';

/** Who can take a clock over this minute, to choose by tap. */
export function FreeTechnicians({
  clock,
  value,
  onChange,
}: {
  clock: ClockView;
  value: string;
  onChange: (technicianNo: string) => void;
}) {
  const catalog = useCatalog();
  const board = useBoard((all) => all);
  if (!board) return null;
  const free = candidatesFor(board, catalog, clock.serviceCode).filter(
    (no) => board.technicians.get(no)?.state === 'idle',
  );
  return (
    <Group gap="xs">
      {free.slice(0, 15).map((no) => (
        <Button key={no} variant={value === no ? 'filled' : 'default'} h={44} px="sm" onClick={() => onChange(no)}>
          {no} {board.technicians.get(no)?.name}
        </Button>
      ))}
    </Group>
  );
}
