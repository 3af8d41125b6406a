import { Button, UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { openBefore } from '../../../../core/model/clocks/waiting.ts';
import type { ClockView } from '../../../../host/parts/clocks/views.ts';
import type { GoodsView } from '../../../../host/parts/goods/views.ts';
import type { GuestView } from '../../../../host/parts/visits/views.ts';

import { act } from '../../../client/act.ts';
import { useFormat } from '../../../client/format.ts';
import { useMay } from '../../../client/session.ts';
import { ClockTypeTag } from '../../../components/clock-type-tag.tsx';
import { Money, Sums } from '../../../components/money.tsx';
import { Countdown } from '../../../components/remaining-time.tsx';
import { showForm } from '../../../shared/command-line/board-view.ts';
import classes from './panel.module.css';

interface GuestCardProps {
  guest: GuestView;
  chosenClockId: string | null;
  onChoose: (clockId: string) => void;
  /** Nothing consumed and others remain: this guest may simply leave. */
  canLeave: boolean;
}

/** One guest: clocks with their times, goods, what is owed. A tap on a clock makes it the one actions are about. */
export function GuestCard({ guest, chosenClockId, onChoose, canLeave }: GuestCardProps) {
  const { t } = useTranslation(['board', 'common']);
  const mayLeave = useMay('visit.close');
  const mains = guest.clocks.filter((clock) => clock.parentId === null && clock.state !== 'cancelled');
  return (
    <section className={classes.guest}>
      <div className={classes.line}>
        <strong>
          {t('common:guest', { no: guest.ordinal })}
          {guest.wristbandNo && ` · ${t('common:band', { no: guest.wristbandNo })}`}
        </strong>
        <strong>
          <Sums of={guest.totals} />
        </strong>
      </div>
      {mains.map((clock) => (
        <Clock
          key={clock.id}
          clock={clock}
          first={openBefore(clock, guest.clocks)}
          extensions={guest.clocks.filter((other) => other.parentId === clock.id && other.state !== 'cancelled')}
          chosen={clock.id === chosenClockId}
          onChoose={() => onChoose(clock.id)}
        />
      ))}
      {guest.goods.map((line) => (
        <Goods key={line.id} line={line} />
      ))}
      {mains.length === 0 && guest.goods.length === 0 && (
        <div className={classes.line}>
          <span className={classes.quiet}>{t('board:nothingOrdered')}</span>
          {canLeave && mayLeave && (
            <Button
              variant="default"
              h={44}
              onClick={() => void act('visit.removeGuest', { guestId: guest.id, reason: t('board:reasons.left') })}
            >
              {t('board:leaves')}
            </Button>
          )}
        </div>
      )}
    </section>
  );
}

interface ClockProps {
  clock: ClockView;
  /** What it comes after, while that goes on. */
  first: ClockView | undefined;
  extensions: ClockView[];
  chosen: boolean;
  onChoose: () => void;
}

function Clock({ clock, first, extensions, chosen, onChoose }: ClockProps) {
  const { t } = useTranslation(['board', 'hand-back', 'common']);
  const format = useFormat();
  const until = clock.endedAt ?? clock.dueAt;
  const times =
    clock.startedAt !== null && until !== null
      ? t('board:fromTo', { from: format.time(clock.startedAt), to: format.time(until) })
      : first
        ? t('board:comesAfter', { service: format.service(first.serviceCode) })
        : t(`common:clockState.${clock.state}`);
  const technicianNo = clock.technicianNo ?? clock.requestedNo;
  return (
    <UnstyledButton className={classes.clock} aria-pressed={chosen} onClick={onChoose}>
      <span className={classes.line}>
        <span>
          {format.service(clock.serviceCode)} {clock.minutes}′{' '}
          <strong style={{ whiteSpace: 'nowrap' }}>
            {technicianNo ? t('common:technician', { no: technicianNo }) : '—'}
          </strong>{' '}
          <ClockTypeTag type={clock.type} />
        </span>
        <Money amountMinor={clock.priceMinor} currency={clock.currency} />
      </span>
      <span className={`${classes.line} ${classes.quiet}`}>
        <span>
          {times}
          {clock.state === 'called' &&
            clock.callCount > 1 &&
            ` · ${t('board:calledTimes', { count: clock.callCount })}`}
          {clock.lateAt !== null && ` · ${t('hand-back:late')}`}
          {clock.state === 'ordered' &&
            clock.passedBy.length > 0 &&
            ` · ${t('hand-back:passedBy', { nos: clock.passedBy.join(' ') })}`}
        </span>
        {clock.state === 'started' && clock.dueAt !== null && (
          <span>
            {t('board:left')} <Countdown dueAt={clock.dueAt} />
          </span>
        )}
      </span>
      {extensions.map((extension) => (
        <span key={extension.id} className={classes.line}>
          <span>
            {t('common:clockType.extension')} {extension.minutes}′ <ClockTypeTag type="extension" />
            {extension.automatic && ` ${t('board:byItself')}`}
          </span>
          <Money amountMinor={extension.priceMinor} currency={extension.currency} />
        </span>
      ))}
    </UnstyledButton>
  );
}

function Goods({ line }: { line: GoodsView }) {
  const { t } = useTranslation('board');
  const format = useFormat();
  const mayCancel = useMay('goods.cancel') && !line.billed;
  const what = `${format.goods(line.goodsCode)} ×${line.quantity}`;
  return (
    <div className={classes.line}>
      <span>
        {format.goods(line.goodsCode)} ×{line.quantity}{' '}
        <span className={classes.quiet}>
          {line.deliveredAt ? t('delivered', { time: format.time(line.deliveredAt) }) : t('notDelivered')}
        </span>
      </span>
      <span className={classes.goodsEnd}>
        <Money amountMinor={line.amountMinor} currency={line.currency} />
        {mayCancel && (
          <Button
            variant="default"
            h={44}
            px="xs"
            aria-label={t('takeOffOf', { what })}
            onClick={() => showForm({ kind: 'cancel-goods', lineId: line.id })}
          >
            {t('takeOff')}
          </Button>
        )}
      </span>
    </div>
  );
}
