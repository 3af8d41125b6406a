import { Button, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { normalCode } from '../../../core/kernel/typed.ts';
import type { Catalog } from '../../../host/parts/site/views.ts';

import { act } from '../../client/act.ts';
import { useCatalog } from '../../client/catalog.ts';
import { useFormat } from '../../client/format.ts';
import { useMay } from '../../client/session.ts';
import { EmptyNote } from '../../components/async-boundary.tsx';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { isFound } from '../../components/initials.ts';
import { Money } from '../../components/money.tsx';
import { ReasonPrompt } from '../../components/reason-prompt.tsx';
import { showDone } from '../../components/undo.tsx';
import { CategoryName } from './category-name.tsx';
import classes from './kitchen.module.css';

type Goods = Catalog['goods'][number];

/** What is left of every article; who may, corrects it with a reason. */
export function StockList({ categories }: { categories: readonly string[] }) {
  const { t } = useTranslation('kitchen');
  const format = useFormat();
  const { goods } = useCatalog();
  const mayAdjust = useMay('stock.adjust');
  const [typed, setTyped] = useState('');
  const [adjusting, setAdjusting] = useState<string | null>(null);
  const shown = goods.filter(
    (one) =>
      (categories.length === 0 || categories.includes(one.category)) &&
      isFound(typed, one.code, [one.name['zh-CN'], one.name.en]),
  );
  const columns: Column<Goods>[] = [
    {
      id: 'article',
      head: t('stock.article'),
      cell: (one) => (
        <>
          {format.text(one.name)} <span className={classes.quiet}>{one.code}</span>
          {adjusting === one.code && <Adjust goods={one} onClose={() => setAdjusting(null)} />}
        </>
      ),
    },
    { id: 'category', head: t('stock.category'), cell: ({ category }) => <CategoryName category={category} /> },
    { id: 'price', head: t('stock.price'), align: 'right', cell: ({ price }) => <Money amountMinor={price} /> },
    {
      id: 'left',
      head: t('stock.left'),
      align: 'right',
      cell: ({ stock }) =>
        stock === null ? (
          <span className={classes.quiet}>{t('stock.uncounted')}</span>
        ) : (
          <Text span inherit fw={700} c={stock === 0 ? 'var(--cr-red)' : undefined}>
            {stock}
          </Text>
        ),
    },
  ];
  if (mayAdjust) {
    columns.push({
      id: 'adjust',
      head: t('stock.adjust'),
      isHeadHidden: true,
      align: 'right',
      widthPx: 120,
      cell: (one) =>
        one.stock !== null &&
        adjusting !== one.code && (
          <Button
            h={44}
            variant="default"
            aria-label={t('stock.adjustOf', { name: format.text(one.name) })}
            onClick={() => setAdjusting(one.code)}
          >
            {t('stock.adjust')}
          </Button>
        ),
    });
  }
  return (
    <div className={classes.table}>
      <TextInput
        size="md"
        mb="sm"
        maw={420}
        label={t('stock.find')}
        placeholder={t('stock.findHint')}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      {shown.length === 0 ? (
        <EmptyNote text={t('stock.none')} />
      ) : (
        <DataTable columns={columns} rows={shown} keyOf={({ code }) => code} label={t('tabs.stock')} />
      )}
    </div>
  );
}

function Adjust({ goods, onClose }: { goods: Goods; onClose: () => void }) {
  const { t } = useTranslation('kitchen');
  const format = useFormat();
  const [typed, setTyped] = useState('');
  const [tried, setTried] = useState(false);
  const name = format.text(goods.name);
  const text = normalCode(typed).replace('−', '-');
  const change = /^[+-]?\d{1,5}$/.test(text) ? Number(text) : 0;
  const after = (goods.stock ?? 0) + change;
  const valid = change !== 0 && after >= 0;
  const confirm = async (reason: string) => {
    setTried(true);
    if (!valid) return;
    const answer = await act('stock.adjust', { goodsCode: goods.code, quantity: change, reason });
    if (!answer) return;
    showDone(t('stock.done', { name, count: after }));
    onClose();
  };
  const { received, counted, broken, staff } = t('stock.reasons', { returnObjects: true });
  return (
    <div className={classes.adjust}>
      <TextInput
        size="md"
        label={t('stock.amount')}
        description={valid ? t('stock.after', { count: after }) : t('stock.amountHint')}
        inputMode="text"
        maxLength={6}
        autoFocus
        value={typed}
        error={tried && !valid ? t('stock.mustBe') : null}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <ReasonPrompt
        title={t('stock.adjustOf', { name })}
        suggestions={[received, counted, broken, staff]}
        confirmLabel={t('stock.confirm')}
        onConfirm={(reason) => void confirm(reason)}
        onCancel={onClose}
      />
    </div>
  );
}
