import { useCallback, useReducer } from 'react';
import { useTranslation } from 'react-i18next';
import { queueOf } from '../../client/board-state.ts';
import { useBoard } from '../../client/board-store.ts';
import { EmptyNote } from '../../components/async-boundary.tsx';
import { ScrollRegion } from '../../components/scroll-region.tsx';
import classes from './clock-room.module.css';
import { MovePrompt } from './move-prompt.tsx';
import { PlaceRow } from './place-row.tsx';
import { atRest, moveOn } from './queue-move.ts';
import { useQueueName } from './queue-name.ts';
import { type RowDrag, useRowDrag, withMove } from './use-row-drag.ts';

interface QueueOrderProps {
  queueId: string;
  chosenNo: string | null;
  onChoose: (no: string) => void;
}

const rowHeightPx = 52;

/** One queue in its order. Who may, moves somebody by grip, arrows or buttons, and says why. */
export function QueueOrder({ queueId, chosenNo, onChoose }: QueueOrderProps) {
  const { t } = useTranslation('clock-room');
  const count = useBoard((board) => queueOf(board, queueId)?.places.length) ?? 0;
  const label = t('queueOf', { queue: useQueueName(queueId) });
  const [{ asked, carried }, move] = useReducer(moveOn, atRest);
  const drop = useCallback((dropped: RowDrag) => move({ kind: 'ask', move: dropped }), []);
  const { drag, start } = useRowDrag(rowHeightPx, count, drop);
  if (count === 0) return <EmptyNote text={t('emptyQueue')} />;
  return (
    <>
      {asked && <MovePrompt queueId={queueId} move={asked} onClose={() => move({ kind: 'close' })} />}
      <ScrollRegion className={classes.scroll} label={label}>
        <ol className={classes.plain} aria-label={label}>
          <Places
            queueId={queueId}
            moving={drag ?? carried ?? asked}
            chosenNo={chosenNo}
            onChoose={onChoose}
            onMove={move}
            onGrip={start}
          />
        </ol>
      </ScrollRegion>
    </>
  );
}

interface PlacesProps extends QueueOrderProps, Pick<Parameters<typeof PlaceRow>[0], 'onMove' | 'onGrip'> {
  moving: RowDrag | null;
}

function Places({ queueId, moving, chosenNo, ...handlers }: PlacesProps) {
  const places = useBoard((board) => queueOf(board, queueId)?.places) ?? [];
  const shown = moving ? withMove(places, moving.from, moving.to) : places;
  return shown.map((place, index) => (
    <PlaceRow
      key={place.technicianNo}
      place={place}
      shownAt={index + 1}
      count={places.length}
      isMoving={moving?.technicianNo === place.technicianNo}
      isChosen={place.technicianNo === chosenNo}
      {...handlers}
    />
  ));
}
