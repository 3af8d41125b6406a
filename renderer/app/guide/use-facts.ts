import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useBoard } from '../../client/board-store.ts';
import { useCatalog } from '../../client/catalog.ts';
import { useFormat } from '../../client/format.ts';
import type { Subject } from './places.ts';
import { subjectsOf } from './subjects.ts';

/** What the steps name, in words and as numbers, as the store is at the moment. */
export function useFacts() {
  const { t } = useTranslation('guide');
  const format = useFormat();
  const { services } = useCatalog();
  const rooms = useBoard((board) => board.rooms);
  const technicians = useBoard((board) => board.technicians);
  const subjects = useMemo(() => subjectsOf(rooms?.values() ?? [], technicians?.values() ?? []), [rooms, technicians]);
  const room = (subject: Subject) => {
    const no = subjects.rooms[subject];
    return no === null ? t(`rooms.${subject}`) : t('room', { no });
  };
  const person = (no: string | null, otherwise: 'anyTechnician' | 'someone') =>
    no === null ? t(otherwise) : t('technician', { no });
  const item = services.find(({ group }) => group === subjects.freeKind) ?? services[0];
  const words = {
    ...{ free: room('free'), called: room('called'), running: room('running') },
    ...{ toPay: room('toPay'), dirty: room('dirty'), blocked: room('blocked') },
    item: item ? format.text(item.name) : t('anyItem'),
    code: item?.code ?? '',
    technician: person(subjects.called, 'anyTechnician'),
    resting: person(subjects.resting, 'someone'),
    technicianToStop: person(subjects.idle, 'someone'),
  };
  return { words, rooms: subjects.rooms };
}
