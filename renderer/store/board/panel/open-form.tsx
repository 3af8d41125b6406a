import { Button, SegmentedControl, Stack, Text } from '@mantine/core';
import { IconMinus, IconPlus } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { normalCode } from '../../../../core/kernel/typed.ts';
import type { CommandInput } from '../../../../core/model/commands.ts';
import type { RoomView } from '../../../../host/parts/rooms/views.ts';
import { useBoard } from '../../../client/board-store.ts';
import { useCatalog } from '../../../client/catalog.ts';
import { KeyHint } from '../../../components/key-hint.tsx';
import { openRoom } from '../../../shared/command-line/run-action.ts';
import { choicesIn, goesOn, sameFor } from '../../../shared/orders/technician-choice.ts';
import { emptyRow, nextTextOf, type OrderRow, OrderRows, serviceIn } from './order-rows.tsx';
import classes from './panel.module.css';

const maxButtons = 6;

type NextOrder = NonNullable<CommandInput<'clock.order'>['next']>;

/** Opens a free room: one guest, the rotation and no band until somebody says otherwise. */
export function OpenForm({ room }: { room: RoomView }) {
  const { t } = useTranslation(['board', 'common']);
  const catalog = useCatalog();
  const [rows, setRows] = useState<OrderRow[]>([{ id: 1, ...emptyRow }]);
  const [withNext, setWithNext] = useState(false);
  const technicians = useBoard((board) => board.technicians);
  const [missing, setMissing] = useState(false);
  const [busy, setBusy] = useState(false);

  const setCount = (count: number) =>
    setRows(Array.from({ length: count }, (_, at) => rows[at] ?? { id: at + 1, ...emptyRow }));

  /** The order of a line's second item; null where there is none, undefined where what is typed is no item. */
  const nextOf = (row: OrderRow, all: readonly OrderRow[]): NextOrder | null | undefined => {
    if (!withNext) return null;
    const text = nextTextOf(row, all);
    // Only later guests may leave it out.
    if (text === '') return row === all[0] ? undefined : null;
    const service = catalog.serviceByCode.get(serviceIn(text, catalog) ?? '');
    if (!service) return undefined;
    const { code: serviceCode, skill, technicians: count = 1 } = service;
    const isSame =
      row.nextTechnician.trim() === '' && goesOn(row.technician, skill, technicians ?? new Map()) !== undefined;
    return { serviceCode, choices: isSame ? sameFor(count) : choicesIn(row.nextTechnician) };
  };

  const open = async (filled: OrderRow[], withItem: boolean) => {
    const firstCode = serviceIn(filled[0]?.item ?? '', catalog);
    if (withItem && (firstCode === null || filled.some((row) => nextOf(row, filled) === undefined))) {
      setMissing(true);
      return;
    }
    if (busy) return;
    const together = (firstCode && catalog.serviceByCode.get(firstCode)?.guests) || 1;
    const guestRows = filled.length >= together ? filled : [...filled, ...Array(together - filled.length).fill(null)];
    const guests = guestRows.map((row: OrderRow | null) =>
      row && normalCode(row.band) ? { wristbandNo: normalCode(row.band) } : {},
    );
    const ordering = together > 1 ? filled.slice(0, 1) : filled;
    const orders = ordering.map((row) => ({
      serviceCode: serviceIn(row.item, catalog) ?? firstCode ?? '',
      choices: choicesIn(row.technician),
      next: nextOf(row, filled) ?? undefined,
    }));
    setBusy(true);
    await openRoom({ roomNo: room.no, guests, orders: withItem ? orders : [] });
    setBusy(false);
  };

  const submit = (event: FormEvent) => {
    event.preventDefault();
    void open(rows, true);
  };

  return (
    <form onSubmit={submit} className={classes.form}>
      <Stack gap="sm" className={classes.formBody}>
        {room.beds > 1 && (
          <SegmentedControl
            aria-label={t('board:open.guests')}
            size="md"
            value={String(rows.length)}
            onChange={(value) => setCount(Number(value))}
            data={Array.from({ length: Math.min(room.beds, maxButtons) }, (_, at) => ({
              value: String(at + 1),
              label: t('common:people', { count: at + 1 }),
            }))}
          />
        )}
        <OrderRows
          rows={rows}
          onChange={(next) => {
            setRows(next);
            setMissing(false);
          }}
          onSubmit={(filled) => void open(filled, true)}
          withBand
          groupFirst={room.kind}
          withNext={withNext}
        />
        <Button
          h={44}
          variant="subtle"
          leftSection={withNext ? <IconMinus size={18} aria-hidden /> : <IconPlus size={18} aria-hidden />}
          onClick={() => setWithNext(!withNext)}
        >
          {t(withNext ? 'board:open.onlyOne' : 'board:open.another')}
        </Button>
      </Stack>
      <Stack gap="xs" className={classes.formFoot}>
        {missing && (
          <Text size="sm" c="var(--cr-red)" role="alert">
            {t('board:open.itemMissing')}
          </Text>
        )}
        <Button type="submit" h={52} fz="lg" loading={busy} rightSection={<KeyHint keys="Enter" />}>
          {t('board:open.submit')}
        </Button>
        <Button variant="default" h={44} disabled={busy} onClick={() => void open(rows, false)}>
          {t('board:open.withoutItem')}
        </Button>
      </Stack>
    </form>
  );
}
