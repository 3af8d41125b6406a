import { memo, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useRoute } from '../../client/router.ts';
import { Columns } from '../../components/columns.tsx';
import { chooseRoom, useBoardView } from '../../shared/command-line/board-view.ts';
import classes from './board.module.css';
import { Filters } from './filters.tsx';
import { stepBack } from './panel/actions.ts';
import { RoomPanel } from './panel/room-panel.tsx';
import { RoomGrid } from './room-grid.tsx';
import { RotationColumn } from './rotation-column.tsx';

/** The receptionist's screen: rooms, rotation, the chosen room. `#/board?room=302` comes with a room chosen. */
export default function BoardScreen() {
  const { t } = useTranslation('board');
  const asked = useRoute().params.get('room');
  useEffect(() => {
    if (asked !== null) chooseRoom(asked);
  }, [asked]);
  const isChosen = useBoardView((view) => view.roomNo !== null);
  const isInForm = useBoardView((view) => view.form.kind !== 'visit');
  return (
    <Columns
      label={t('title')}
      hasHeading
      columns={[
        { id: 'rooms', label: t('columns.rooms'), width: 'minmax(0, 1fr)', children: <Rooms /> },
        { id: 'rotation', label: t('rotation'), width: 'var(--rotation-width)', children: <Rotation /> },
        {
          id: 'panel',
          label: t('columns.toDo'),
          width: 'var(--panel-width)',
          children: <Panel />,
          over: {
            isOpen: isChosen,
            onClose: () => stepBack(isInForm),
            ...{ isTab: true, hasCross: true, hasEscape: true },
          },
        },
      ]}
    />
  );
}

const Rooms = memo(function Rooms() {
  return (
    <div className={classes.center}>
      <Filters />
      <RoomGrid />
    </div>
  );
});
// Neither is drawn anew when a room is chosen.
const Rotation = memo(RotationColumn);
const Panel = memo(RoomPanel);
