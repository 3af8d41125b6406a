import type { Devices } from '../devices/devices.ts';
import { catalogOf } from '../parts/site/catalog.ts';
import { BoardFeed } from '../screens/board-feed.ts';
import { BoardViews } from '../screens/board-views.ts';
import type { BoardService } from '../screens/service.ts';
import type { StoreEngine } from './engine.ts';

/** The live board of a store: what is on it, who is told of changes, and what screens ask for. */
export interface StoreBoard {
  views: BoardViews;
  feed: BoardFeed;
  service: BoardService;
}

/** `devices` come later than their board is made, and before it is looked at. */
export function storeBoard(engine: StoreEngine, devices: () => Devices): StoreBoard {
  const views = new BoardViews({
    ...engine.books,
    seq: () => engine.seq,
    catalogVersion: () => engine.catalogVersion,
    terminalState: (roomNo) => devices().stateOfRoom(roomNo),
    devices: () => devices().summary(),
  });
  const feed = new BoardFeed(views, engine.scheduler);
  return {
    ...{ views, feed },
    service: {
      catalog: () => catalogOf(engine.db, engine.catalogVersion),
      snapshot: () => feed.snapshot(),
      onChange: (listener) => feed.onChange(listener),
    },
  };
}
