import { notifications } from '@mantine/notifications';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { errorText } from '../../core/error-texts.ts';
import type { CardSeen } from '../../host/parts/readers/views.ts';
import { tellError } from './act.ts';
import { api } from './api.ts';
import { i18n, languageOf } from './i18n.ts';
import { useIsLocked } from './screen-state.ts';
import { listenForTypedCards } from './wedge-listener.ts';

/** Hears readers that type, on every screen; mounted once for the page. */
export function TypedCards() {
  const shapes = useQuery({
    queryKey: ['catalog', 'typedShapes'],
    queryFn: () => api.readers.typedShapes.query(),
  }).data;
  useEffect(() => {
    if (!shapes) return;
    return listenForTypedCards(shapes, (text) => {
      api.readers.card.mutate({ text }).then(
        (answer) => {
          if (answer === 'known') return;
          const code = answer === 'lost' ? 'CARD_BLOCKED' : 'CARD_UNKNOWN';
          notifications.show({ message: errorText(code, languageOf(i18n.language)), color: 'yellow' });
        },
        (error: unknown) => tellError(error),
      );
    });
  }, [shapes]);
  return null;
}

/** Calls back with every card held to a reader of this station while the screen is shown. */
export function useCards(onCard: (card: CardSeen) => void): void {
  const latest = useRef(onCard);
  useEffect(() => {
    latest.current = onCard;
  });
  const isLocked = useIsLocked();
  useEffect(() => {
    if (isLocked) return;
    const subscription = api.readers.onCard.subscribe(undefined, { onData: (card) => latest.current(card) });
    return () => subscription.unsubscribe();
  }, [isLocked]);
}
