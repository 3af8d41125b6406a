import { useSyncExternalStore } from 'react';
import type { Permission } from '../../core/model/staff/permissions.ts';
import type { SessionView } from '../../host/contract/connection.ts';
import { api } from './api.ts';
import { recallLanguage } from './i18n.ts';
import { sessionToken } from './storage.ts';

let current: SessionView | null = null;
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Who is signed in on this screen from now on; the token brings the session back after the line was down. */
export function setSession(session: SessionView | null, token?: string): void {
  if (token !== undefined) sessionToken.set(token);
  if (session === null) sessionToken.set(null);
  if (session?.staffNo === current?.staffNo && session?.role === current?.role) return;
  current = session;
  if (session) recallLanguage(session.staffNo);
  for (const listener of [...listeners]) listener();
}

/** Ends the session here and in the store. */
export async function signOut(): Promise<void> {
  try {
    await api.session.signOut.mutate();
  } finally {
    setSession(null);
  }
}

/** Who is signed in, or null. */
export function useSession(): SessionView | null {
  return useSyncExternalStore(subscribe, () => current);
}

/** Whether whoever is signed in may do something: what may not be done is not offered. */
export function useMay(permission: Permission): boolean {
  return useSession()?.permissions.includes(permission) ?? false;
}
