import type { Catalog } from '../parts/site/views.ts';
import type { BoardChange, BoardSnapshot } from './views.ts';

/** The live board, and what a screen needs to name what is on it. */
export interface BoardService {
  catalog(): Catalog;
  snapshot(): BoardSnapshot;
  /** Calls back with every change from now on. Returns how to stop. */
  onChange(listener: (change: BoardChange) => void): () => void;
}
