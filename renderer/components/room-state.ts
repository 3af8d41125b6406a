import {
  IconArmchair,
  IconBrush,
  IconCalendarClock,
  IconCash,
  IconCircleCheck,
  IconHourglass,
  IconPlayerPlay,
  IconTool,
} from '@tabler/icons-react';
import type { ComponentType } from 'react';
import type { RoomState } from '../../core/model/rooms/room.ts';

/** How a room's state looks: never the colour alone, always with its sign and its word. */
export interface StateLook {
  /** CSS colours: text, ground, edge. */
  ink: string;
  ground: string;
  edge: string;
  Icon: ComponentType<{ size?: number; stroke?: number; 'aria-hidden'?: boolean }>;
}

export const stateLooks: Record<RoomState, StateLook> = {
  // No colour at its edge and none on its ground: what is free is told from what is busy at a glance.
  vacant: look('green', IconCircleCheck, 'var(--cr-edge)'),
  reserved: look('blue', IconCalendarClock),
  occupied: look('violet', IconArmchair),
  waiting: look('amber', IconHourglass, 'var(--cr-amber-line)'),
  'in-service': look('teal', IconPlayerPlay),
  'awaiting-payment': look('blue', IconCash),
  dirty: look('brown', IconBrush),
  'out-of-order': { ink: 'var(--cr-quiet)', ground: 'var(--cr-chip)', edge: 'var(--cr-mark)', Icon: IconTool },
};

function look(colour: string, Icon: StateLook['Icon'], edge = `var(--cr-${colour})`): StateLook {
  return { ink: `var(--cr-${colour})`, ground: `var(--cr-${colour}-soft)`, edge, Icon };
}
