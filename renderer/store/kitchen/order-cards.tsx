import { Button, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { minuteMs } from '../../../core/kernel/time.ts';
import type { KitchenLine } from '../../../host/parts/goods/views.ts';

import { act } from '../../client/act.ts';
import { useCatalog } from '../../client/catalog.ts';
import { useFormat } from '../../client/format.ts';
import { useMay } from '../../client/session.ts';
import { useMoment } from '../../client/store-time.ts';
import { EmptyNote } from '../../components/async-boundary.tsx';
import { useHeldLines } from './held-lines.ts';
import classes from './kitchen.module.css';
import { type KitchenOrder, ordersOf } from './orders.ts';

/** From this age on an order is shown as late. */
const lateMinutes = 10;

/**
 * Orders that wait, the oldest first: one touch on a line, or on the button for the whole order, and it is out. For a
 * moment it stays where it is and can be taken back: the next order does not slide under the finger.
 */
export function OrderCards({ lines, categories }: { lines: readonly KitchenLine[]; categories: readonly string[] }) {
  const { t } = useTranslation('kitchen');
  const client = useQueryClient();
  const held = useHeldLines(
    useCallback(
      async (lineIds) => {
        await act('goods.deliver', { lineIds: [...lineIds] });
        await client.invalidateQueries({ queryKey: ['kitchen'] });
      },
      [client],
    ),
  );
  const orders = ordersOf(lines, categories);
  if (orders.length === 0) return <EmptyNote text={t('noneWaiting')} />;
  return (
    <ul className={classes.cards}>
      {orders.map((order) => (
        <OrderCard key={order.orderId} order={order} held={held} />
      ))}
    </ul>
  );
}

function OrderCard({ order, held }: { order: KitchenOrder; held: ReturnType<typeof useHeldLines> }) {
  const { t } = useTranslation(['kitchen', 'common']);
  const format = useFormat();
  const { staffByNo } = useCatalog();
  const mayDeliver = useMay('goods.deliver');
  const minutes = useMoment((now) => Math.max(0, Math.floor((now - order.orderedAt) / minuteMs)));
  const late = minutes >= lateMinutes;

  const open = order.lines.filter((line) => !held.heldIds.has(line.id));
  return (
    <li className={classes.card} data-late={late || undefined}>
      <div className={classes.cardHead}>
        <span className={classes.room}>{order.roomNo}</span>
        {order.wristbandNo !== null && (
          <span className={classes.band}>{t('common:band', { no: order.wristbandNo })}</span>
        )}
        <span className={classes.age}>
          {late && <IconAlertTriangle size={18} aria-hidden />}
          {minutes === 0 ? t('justNow') : t('minutes', { minutes })}
          {late && ` · ${t('late')}`}
        </span>
      </div>
      <ul className={classes.lines}>
        {order.lines.map((line) => {
          const name = format.goods(line.goodsCode);
          const content = (
            <>
              <span className={classes.quantity}>{line.quantity}</span>
              <span className={classes.article}>{name}</span>
              {mayDeliver && (
                <>
                  <IconCheck size={26} aria-hidden />
                  <VisuallyHidden>{t('deliver')}</VisuallyHidden>
                </>
              )}
            </>
          );
          return (
            <li key={line.id} className={classes.item}>
              {mayDeliver ? (
                <UnstyledButton
                  className={classes.line}
                  disabled={!open.includes(line)}
                  onClick={() => held.hold([line.id])}
                >
                  {content}
                </UnstyledButton>
              ) : (
                <div className={classes.line}>{content}</div>
              )}
              {held.heldIds.has(line.id) && (
                <Button h={44} mr={8} variant="default" onClick={() => held.takeBack(line.id)}>
                  {t('common:undo')}
                  <VisuallyHidden> {name}</VisuallyHidden>
                </Button>
              )}
            </li>
          );
        })}
      </ul>
      <div className={classes.cardFoot}>
        <span>
          {format.time(order.orderedAt)} ·{' '}
          {t('orderedBy', { who: staffByNo.get(order.orderedBy)?.name ?? order.orderedBy })}
        </span>
        {mayDeliver && order.lines.length > 1 && (
          <Button
            h={44}
            variant="light"
            disabled={open.length === 0}
            aria-label={`${t('wholeOrder')} ${order.roomNo}`}
            onClick={() => held.hold(open.map((line) => line.id))}
          >
            {t('wholeOrder')}
          </Button>
        )}
      </div>
    </li>
  );
}
