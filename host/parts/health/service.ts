import type { HealthView } from './views.ts';

/** What is wrong with the store, since when. */
export interface HealthService {
  now(): HealthView;
}
