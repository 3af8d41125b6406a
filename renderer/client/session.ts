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

/** The store ends one session to begin the next: that nobody is signed in meanwhile is not shown. */
let isHandedOver = false;

/** Who is signed in on this screen from now on; the token brings the session back after the line was down. */
export function setSession(session: SessionView | null, token?: string): void {
  if (session === null && isHandedOver) return;
  if (token !== undefined) sessionToken.set(token);
  if (session === null) sessionToken.set(null);
  if (session?.staffNo === current?.staffNo && session?.role === current?.role) return;
  current = session;
  if (session) recallLanguage(session.staffNo);
  for (const listener of [...listeners]) listener();
}

/** Lets somebody take this screen over by PIN; whoever is signed in stays so if that is refused, which is thrown. */
export async function takeOver(staffNo: string, pin: string): Promise<SessionView> {
  isHandedOver = true;
  try {
    const { token, ...session } = await api.session.signIn.mutate({ staffNo, pin });
    setSession(session, token);
    return session;
  } finally {
    isHandedOver = false;
  }
}

/** Ends the session here and in the store. What the next one is shown first is not what this one looked at last. */
export async function signOut(): Promise<void> {
  try {
    await api.session.signOut.mutate();
  } finally {
    setSession(null);
    window.location.hash = '';
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
