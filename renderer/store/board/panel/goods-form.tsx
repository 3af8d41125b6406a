import { Button, Combobox, Group, SegmentedControl, Stack, Text, TextInput, useCombobox } from '@mantine/core';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { GuestView } from '../../../../host/parts/visits/views.ts';

import { act } from '../../../client/act.ts';
import { useCatalog } from '../../../client/catalog.ts';
import { useFormat } from '../../../client/format.ts';
import { isFound } from '../../../components/initials.ts';
import { KeyHint } from '../../../components/key-hint.tsx';
import { showForm } from '../../../shared/command-line/board-view.ts';
import classes from './panel.module.css';
import { QuantityField } from './quantity-field.tsx';

const maxQuantity = 99;

/** Goods for a guest: type and Enter (or tap) puts one more on the slip; Enter on the empty field sends it. */
export function GoodsForm({ guests }: { guests: GuestView[] }) {
  const { t } = useTranslation(['board', 'common']);
  const catalog = useCatalog();
  const format = useFormat();
  const combobox = useCombobox({ opened: true });
  const [guestId, setGuestId] = useState(guests[0]?.id ?? '');
  const [typed, setTyped] = useState('');
  const [slip, setSlip] = useState<ReadonlyMap<string, number>>(new Map());
  const [busy, setBusy] = useState(false);
  // Whether an arrow went to a line of the list: only then Enter on the empty field means that line.
  const walked = useRef(false);

  const found = catalog.goods.filter((goods) => isFound(typed, goods.code, Object.values(goods.name)));
  const setQuantity = (code: string, quantity: number) => {
    const next = new Map(slip);
    if (quantity > 0) next.set(code, Math.min(quantity, maxQuantity));
    else next.delete(code);
    setSlip(next);
  };
  const put = (code: string) => {
    setQuantity(code, (slip.get(code) ?? 0) + 1);
    setTyped('');
    walked.current = false;
    combobox.resetSelectedOption();
  };
  const order = async () => {
    if (busy || slip.size === 0) return;
    setBusy(true);
    const lines = [...slip].map(([goodsCode, quantity]) => ({ goodsCode, quantity }));
    const answer = await act('goods.order', { guestId, lines });
    setBusy(false);
    if (answer) showForm();
  };

  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        void order();
      }}
    >
      <Stack gap="sm" className={classes.formBody}>
        <Text fw={600}>{t('board:actions.goods')}</Text>
        {guests.length > 1 && (
          <SegmentedControl
            aria-label={t('board:forWhom')}
            size="md"
            value={guestId}
            onChange={setGuestId}
            data={guests.map((guest) => ({ value: guest.id, label: t('common:guest', { no: guest.ordinal }) }))}
          />
        )}
        {[...slip].map(([code, quantity]) => (
          <Group key={code} justify="space-between" wrap="nowrap">
            <Text size="sm">{format.goods(code)}</Text>
            <QuantityField
              label={`${format.goods(code)} ${t('board:quantity')}`}
              value={quantity}
              max={maxQuantity}
              onChange={(value) => setQuantity(code, value)}
            />
          </Group>
        ))}
        <Combobox store={combobox} onOptionSubmit={put}>
          <Combobox.EventsTarget>
            <TextInput
              aria-label={t('board:goodsSearch')}
              placeholder={t('board:goodsSearch')}
              size="md"
              autoFocus
              autoComplete="off"
              value={typed}
              onKeyDown={(event) => {
                if (event.key === 'ArrowDown' || event.key === 'ArrowUp') walked.current = true;
                if (event.key !== 'Enter' || event.nativeEvent.isComposing || walked.current) return;
                combobox.resetSelectedOption();
                const [first] = found;
                if (typed.trim() === '') return;
                event.preventDefault();
                if (first) put(first.code);
              }}
              onChange={(event) => {
                walked.current = false;
                setTyped(event.currentTarget.value);
                if (event.currentTarget.value.trim() === '') combobox.resetSelectedOption();
                else setTimeout(() => combobox.selectFirstOption());
              }}
            />
          </Combobox.EventsTarget>
          <Combobox.Options aria-label={t('board:actions.goods')}>
            {found.map((goods) => (
              <Combobox.Option
                key={goods.code}
                value={goods.code}
                className={classes.option}
                disabled={goods.stock === 0}
              >
                <Text component="span" fw={700} w={40}>
                  {goods.code}
                </Text>
                <span className={classes.optionName}>{format.text(goods.name)}</span>
                {goods.stock !== null && (
                  <span className={classes.optionQuiet}>{t('board:stock', { count: goods.stock })}</span>
                )}
                <span>{format.money(goods.price)}</span>
              </Combobox.Option>
            ))}
          </Combobox.Options>
        </Combobox>
      </Stack>
      <Group gap="xs" grow className={classes.formFoot}>
        <Button variant="default" h={48} rightSection={<KeyHint keys="Esc" />} onClick={() => showForm()}>
          {t('common:cancel')}
        </Button>
        <Button type="submit" h={48} loading={busy} disabled={slip.size === 0} rightSection={<KeyHint keys="Enter" />}>
          {t('board:orderIt')}
        </Button>
      </Group>
    </form>
  );
}
