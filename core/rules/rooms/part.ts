import type { rooms } from '../../model/rooms/aggregate.ts';
import type { Part } from '../part.ts';
import { cleanRoom, putInOrder, putOutOfOrder } from './decide.ts';

const ofRoom = { rooms: ({ roomNo }: { roomNo: string }) => [roomNo] };

export const roomsPart: Part<typeof rooms> = {
  commands: {
    'room.clean': { permission: 'room.clean', from: ['screen', 'terminal'], decide: cleanRoom },
    'room.putOutOfOrder': { permission: 'room.out-of-order', from: ['screen'], decide: putOutOfOrder },
    'room.putInOrder': { permission: 'room.out-of-order', from: ['screen'], decide: putInOrder },
  },
  about: {
    'room.soiled': ofRoom,
    'room.cleaned': ofRoom,
    'room.putOutOfOrder': { ...ofRoom, stale: ['incidents'] },
    'room.putInOrder': ofRoom,
  },
  // A room that nobody sells can be sold beside the books.
  incidents({ type, payload }) {
    if (type !== 'room.putOutOfOrder' || payload.isDirty === undefined) return [];
    const { roomNo, reason } = payload;
    return [{ kind: 'room-out-of-order', roomNo, reason }];
  },
};
