import { VisuallyHidden } from '@mantine/core';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useRoute } from '../../client/router.ts';
import { chooseRoom } from '../../shared/command-line/board-view.ts';
import classes from './board.module.css';
import { Filters } from './filters.tsx';
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
  return (
    <div className={classes.board}>
      <div className={classes.center}>
        <VisuallyHidden>
          <h1>{t('title')}</h1>
        </VisuallyHidden>
        <Filters />
        <RoomGrid />
      </div>
      <RotationColumn />
      <RoomPanel />
    </div>
  );
}
