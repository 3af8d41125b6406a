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
  vacant: look('green', IconCircleCheck),
  reserved: look('blue', IconCalendarClock),
  occupied: look('violet', IconArmchair, '#efe9fd'),
  waiting: look('amber', IconHourglass, undefined, 'var(--cr-amber-line)'),
  'in-service': look('teal', IconPlayerPlay),
  'awaiting-payment': look('blue', IconCash),
  dirty: look('brown', IconBrush),
  'out-of-order': { ink: 'var(--cr-quiet)', ground: '#e9ecef', edge: '#9aa3ad', Icon: IconTool },
};

function look(colour: string, Icon: StateLook['Icon'], ground?: string, edge?: string): StateLook {
  return {
    ink: `var(--cr-${colour})`,
    ground: ground ?? `var(--cr-${colour}-soft)`,
    edge: edge ?? `var(--cr-${colour})`,
    Icon,
  };
}
