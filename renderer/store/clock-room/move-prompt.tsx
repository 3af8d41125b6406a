import { useTranslation } from 'react-i18next';
import { act } from '../../client/act.ts';
import { ReasonPrompt } from '../../components/reason-prompt.tsx';
import { showDone } from '../../components/undo.tsx';
import type { RowDrag } from './use-row-drag.ts';

interface MovePromptProps {
  queueId: string;
  move: RowDrag;
  onClose: () => void;
}

/** Asks why somebody is moved, and moves. */
export function MovePrompt({ queueId, move, onClose }: MovePromptProps) {
  const { t } = useTranslation('clock-room');
  const { technicianNo: no, from, to } = move;
  const { fair, wrong, ask, punish } = t('move.reasons', { returnObjects: true });
  const confirm = async (reason: string) => {
    const answer = await act('rotation.move', { queueId, technicianNo: no, position: to, reason });
    if (answer) showDone(t('move.done', { no, to }));
    onClose();
  };
  return (
    <ReasonPrompt
      key={`${no} ${to}`}
      title={t('move.title', { no, from, to })}
      suggestions={[fair, wrong, ask, punish]}
      confirmLabel={t('move.confirm')}
      onConfirm={(reason) => void confirm(reason)}
      onCancel={onClose}
    />
  );
}
