import type { LeaveKind } from '../../../core/model/attendance/leave.ts';
import type { CommandInput } from '../../../core/model/commands.ts';

/** What a touch on a day of the roster puts there. */
export type Brush = `shift ${string}` | `leave ${LeaveKind}` | 'off' | 'clear';

type NewEntry = CommandInput<'attendance.setRoster'>['entries'][number]['entry'];

export function brushEntry(brush: Brush): NewEntry {
  if (brush === 'clear') return null;
  if (brush === 'off') return { kind: 'off' };
  if (brush.startsWith('shift ')) return { kind: 'shift', code: brush.slice('shift '.length) };
  return { kind: 'leave', leave: brush.slice('leave '.length) as LeaveKind };
}
