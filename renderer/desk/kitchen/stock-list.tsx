import { Button, Table, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Catalog } from '../../../host/api/views.ts';
import { act } from '../../client/act.ts';
import { useCatalog } from '../../client/catalog.tsx';
import { useFormat } from '../../client/format.ts';
import { useMay } from '../../client/session.ts';
import { EmptyNote } from '../../components/async-boundary.tsx';
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
        <Table verticalSpacing={4} fz={16}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('stock.article')}</Table.Th>
              <Table.Th>{t('stock.category')}</Table.Th>
              <Table.Th ta="right">{t('stock.price')}</Table.Th>
              <Table.Th ta="right">{t('stock.left')}</Table.Th>
              {mayAdjust && <Table.Th w={120} aria-label={t('stock.adjust')} />}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {shown.map((one) => (
              <Table.Tr key={one.code} h={52}>
                <Table.Td>
                  {format.text(one.name)} <span className={classes.quiet}>{one.code}</span>
                  {adjusting === one.code && <Adjust goods={one} onClose={() => setAdjusting(null)} />}
                </Table.Td>
                <Table.Td>
                  <CategoryName category={one.category} />
                </Table.Td>
                <Table.Td ta="right">
                  <Money amountMinor={one.price} />
                </Table.Td>
                <Table.Td ta="right" fw={700} c={one.stock === 0 ? 'var(--cr-red)' : undefined}>
                  {one.stock ?? <span className={classes.quiet}>{t('stock.uncounted')}</span>}
                </Table.Td>
                {mayAdjust && (
                  <Table.Td ta="right">
                    {one.stock !== null && adjusting !== one.code && (
                      <Button
                        h={44}
                        variant="default"
                        aria-label={t('stock.adjustOf', { name: format.text(one.name) })}
                        onClick={() => setAdjusting(one.code)}
                      >
                        {t('stock.adjust')}
                      </Button>
                    )}
                  </Table.Td>
                )}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
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
  const text = typed.trim().replace('−', '-');
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
