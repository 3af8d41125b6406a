import { useEffect, useRef } from 'react';
import type { ApprovalSubject } from '../../../core/model/authorisations/authorisation.ts';
import type { ApprovingCard, AuthorisationView, ManagerProof } from '../../../host/parts/authorisations/views.ts';

import { newCommandId } from '../../client/act.ts';
import { api } from '../../client/api.ts';
import { connection } from '../../client/connection.ts';
import { refusalOf } from '../../client/errors.ts';
import { useIsLocked } from '../../client/screen-state.ts';

/** What a manager is asked to approve. */
export interface Approval {
  /** By the command that does it. */
  act: string;
  subject: ApprovalSubject;
  amountMinor?: number | undefined;
  /** Of the amount; the store's own where none is said. */
  currency?: string | undefined;
}

/**
 * Asks the store for a manager's approval, once: the same request is sent again after the line was down. Throws what
 * the store refuses.
 */
export async function authorise(approval: Approval, reason: string, proof: ManagerProof): Promise<AuthorisationView> {
  const commandId = newCommandId();
  for (;;) {
    try {
      return await api.authorisations.give.mutate({ commandId, ...approval, reason, proof });
    } catch (error) {
      if (refusalOf(error) || window.clockroom) throw error;
      connection.lost();
      await connection.whenOnline();
    }
  }
}

/** Calls back with every card held to a reader of this station while a manager is asked for. */
export function useApprovingCards(isOn: boolean, approval: Approval, onCard: (card: ApprovingCard) => void): void {
  const latest = useRef(onCard);
  const isLocked = useIsLocked();
  // A card approves what is shown as it comes: with another amount it is waited for anew.
  const shown = JSON.stringify(approval);
  useEffect(() => {
    latest.current = onCard;
  });
  useEffect(() => {
    if (!isOn || isLocked) return;
    const subscription = api.authorisations.onCard.subscribe(JSON.parse(shown) as Approval, {
      onData: (card) => latest.current(card),
    });
    return () => subscription.unsubscribe();
  }, [isOn, isLocked, shown]);
}
