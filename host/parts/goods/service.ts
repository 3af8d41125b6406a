import type { KitchenView } from './views.ts';

export interface KitchenService {
  /** What is to be made, and what was handed over today. */
  list(): KitchenView;
}
