import type { SessionView } from '../../host/contract/connection.ts';
import { navigate, routeNow } from '../client/router.ts';
import { firstScreenOf, screenOf, screens } from '../store/screens.ts';

/** Brings whoever has just signed in to the screen the address names, or where there is none of hers, to her first one. */
export function beginWork({ role, permissions }: SessionView): void {
  const route = routeNow();
  if (route.screen !== '' && permissions.includes(screenOf(route).permission)) return;
  const first = firstScreenOf(role);
  if (route.screen !== '' || first !== screens[0]) navigate(first.id);
}
