import { memo, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { RoomView } from '../../../host/parts/rooms/views.ts';

import { useBoard } from '../../client/board-store.ts';
import { useCatalog } from '../../client/catalog.ts';
import { useFormat } from '../../client/format.ts';
import { EmptyNote } from '../../components/async-boundary.tsx';
import { useBoardView } from '../../shared/command-line/board-view.ts';
import classes from './board.module.css';
import { RoomTile } from './room-tile.tsx';

/** All rooms by floor. Arrow keys go from tile to tile; the whole grid is one stop of the Tab key. */
export function RoomGrid() {
  const { t } = useTranslation('board');
  const rooms = useBoard((board) => board.rooms);
  const filter = useBoardView((view) => view.filter);
  const chosen = useBoardView((view) => view.roomNo);
  const shown = useMemo(
    () => [...(rooms?.values() ?? [])].filter((room) => filter === 'all' || room.state === filter),
    [rooms, filter],
  );
  const floors = useMemo(() => byFloor(shown), [shown]);
  const tabStop = shown.some((room) => room.no === chosen) ? chosen : (shown[0]?.no ?? null);
  if (shown.length === 0) return <EmptyNote text={t('noRooms')} />;
  return (
    <div className={classes.floors} data-rooms>
      {floors.map(({ floor, nos }) => (
        <Floor key={floor} floor={floor} nos={nos} tabStop={nos.includes(tabStop ?? '') ? tabStop : null} />
      ))}
    </div>
  );
}

const Floor = memo(
  function Floor({ floor, nos, tabStop }: { floor: string; nos: string[]; tabStop: string | null }) {
    const { t } = useTranslation('board');
    const { language } = useFormat();
    const { groupByCode } = useCatalog();
    const kind = useBoard((board) => board.rooms.get(nos[0] ?? '')?.kind);
    const group = kind && groupByCode.get(kind)?.name[language];
    const name = [t('floor', { floor }), group].filter(Boolean).join(' · ');
    return (
      <section aria-label={name}>
        <h2 className={classes.floorName}>{name}</h2>
        <div className={classes.rooms}>
          {nos.map((no) => (
            <RoomTile key={no} roomNo={no} tabbable={no === tabStop} />
          ))}
        </div>
      </section>
    );
  },
  (before, after) =>
    before.floor === after.floor && before.tabStop === after.tabStop && before.nos.join() === after.nos.join(),
);

function byFloor(rooms: readonly RoomView[]): { floor: string; nos: string[] }[] {
  const floors = new Map<string, string[]>();
  for (const room of rooms) {
    const nos = floors.get(room.floor);
    if (nos) nos.push(room.no);
    else floors.set(room.floor, [room.no]);
  }
  return [...floors].map(([floor, nos]) => ({ floor, nos }));
}
