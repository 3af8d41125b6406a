import { Button, Group, SegmentedControl, Stack, Text } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { guestsFor, techniciansFor } from '../../../../core/model/site/defaults.ts';
import type { RoomView } from '../../../../host/parts/rooms/views.ts';
import type { GuestView } from '../../../../host/parts/visits/views.ts';

import { act } from '../../../client/act.ts';
import { useBoard } from '../../../client/board-store.ts';
import { useCatalog } from '../../../client/catalog.ts';
import { useFormat } from '../../../client/format.ts';
import { KeyHint } from '../../../components/key-hint.tsx';
import { showForm } from '../../../shared/command-line/board-view.ts';
import { lastOpenClock } from '../../../shared/orders/clock-order.ts';
import { choicesIn, sameFor } from '../../../shared/orders/technician-choice.ts';
import { emptyRow, type OrderRow, OrderRows, serviceIn } from './order-rows.tsx';
import classes from './panel.module.css';

/** Orders an item for a guest who is in the room already. */
export function OrderForm({ room, guests }: { room: RoomView; guests: GuestView[] }) {
  const { t } = useTranslation(['board', 'common']);
  const catalog = useCatalog();
  const format = useFormat();
  const idle = guests.find((guest) => guest.state !== 'in-service' && guest.state !== 'waiting');
  const [guestId, setGuestId] = useState((idle ?? guests[0])?.id ?? '');
  const [rows, setRows] = useState<OrderRow[]>([{ id: 1, ...emptyRow }]);
  const [isLater, setLater] = useState(true);
  const [missing, setMissing] = useState(false);
  const [busy, setBusy] = useState(false);
  const technicians = useBoard((board) => board.technicians);
  const last = lastOpenClock(guests.find((guest) => guest.id === guestId));
  const first = isLater ? last : null;
  const firstNo = first?.technicianNo ?? first?.requestedNo ?? null;
  /** Who served the first item goes on, where nobody is named and she or he can. */
  const sameNoFor = (serviceCode: string | null): string | undefined => {
    const service = catalog.serviceByCode.get(serviceCode ?? '');
    if (firstNo === null || !service) return undefined;
    return technicians?.get(firstNo)?.skills.includes(service.skill) ? firstNo : undefined;
  };
  const choicesFor = (serviceCode: string, text: string) => {
    if (text.trim() !== '' || sameNoFor(serviceCode) === undefined) return choicesIn(text);
    return sameFor(techniciansFor(catalog.serviceByCode.get(serviceCode)));
  };

  const order = async (filled: OrderRow[]) => {
    const [row] = filled;
    const serviceCode = row ? serviceIn(row.item, catalog) : null;
    if (!row || serviceCode === null) {
      setMissing(true);
      return;
    }
    if (busy) return;
    const others = guestsFor(catalog.serviceByCode.get(serviceCode)) - 1;
    const otherGuestIds = guests.filter((guest) => guest.id !== guestId).slice(0, others);
    setBusy(true);
    const answer = await act('clock.order', {
      guestId,
      serviceCode,
      choices: choicesFor(serviceCode, row.technician),
      otherGuestIds: otherGuestIds.map((guest) => guest.id),
      ...(first && { after: first.id }),
    });
    setBusy(false);
    if (answer) showForm();
  };

  return (
    <form
      className={classes.form}
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        void order(rows);
      }}
    >
      <Stack gap="sm" className={classes.formBody}>
        <Text fw={600}>{t('board:actions.order')}</Text>
        {guests.length > 1 && (
          <SegmentedControl
            aria-label={t('board:forWhom')}
            size="md"
            value={guestId}
            onChange={setGuestId}
            data={guests.map((guest) => ({ value: guest.id, label: t('common:guest', { no: guest.ordinal }) }))}
          />
        )}
        {last && (
          <SegmentedControl
            aria-label={t('board:whenBegun')}
            size="md"
            value={isLater ? 'later' : 'now'}
            onChange={(value) => setLater(value === 'later')}
            data={[
              { value: 'later', label: t('board:afterItem', { service: format.service(last.serviceCode) }) },
              { value: 'now', label: t('board:atOnce') },
            ]}
          />
        )}
        <OrderRows
          rows={rows}
          onChange={setRows}
          onSubmit={(filled) => void order(filled)}
          withBand={false}
          groupFirst={room.kind}
          sameNo={sameNoFor(serviceIn(rows[0]?.item ?? '', catalog))}
        />
      </Stack>
      <Stack gap="xs" className={classes.formFoot}>
        {missing && (
          <Text size="sm" c="var(--cr-red)" role="alert">
            {t('board:open.itemMissing')}
          </Text>
        )}
        <Group gap="xs" grow>
          <Button variant="default" h={48} rightSection={<KeyHint keys="Esc" />} onClick={() => showForm()}>
            {t('common:cancel')}
          </Button>
          <Button type="submit" h={48} loading={busy} rightSection={<KeyHint keys="Enter" />}>
            {t('board:orderIt')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
