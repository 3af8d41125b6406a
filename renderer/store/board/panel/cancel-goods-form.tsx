import { useTranslation } from 'react-i18next';
import type { GoodsView } from '../../../../host/parts/goods/views.ts';
import { act } from '../../../client/act.ts';
import { useFormat } from '../../../client/format.ts';
import { ReasonPrompt } from '../../../components/reason-prompt.tsx';
import { showDone } from '../../../components/undo.tsx';
import { showForm } from '../../../shared/command-line/board-view.ts';
import classes from './panel.module.css';

/** Takes a line of goods off the bill, and why; what was brought already asks a manager. */
export function CancelGoodsForm({ line }: { line: GoodsView }) {
  const { t } = useTranslation('board');
  const format = useFormat();
  const what = `${format.goods(line.goodsCode)} ×${line.quantity}`;
  const cancel = async (reason: string) => {
    if (!(await act('goods.cancel', { lineId: line.id, reason }))) return;
    showDone(t('goodsCancelled', { what }));
    showForm();
  };
  return (
    <div className={classes.body}>
      <ReasonPrompt
        title={t('cancelGoods', { what, amount: format.money(line.amountMinor, line.currency) })}
        suggestions={t('reasons.goods').split('|')}
        confirmLabel={t('takeOff')}
        onConfirm={(reason) => void cancel(reason)}
        onCancel={() => showForm()}
      />
    </div>
  );
}
