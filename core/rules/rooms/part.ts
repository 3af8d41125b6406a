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
    'room.putOutOfOrder': ofRoom,
    'room.putInOrder': ofRoom,
  },
};
