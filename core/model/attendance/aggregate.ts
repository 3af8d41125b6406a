import { aggregate } from '../../kernel/aggregate.ts';
import { attendanceCommands } from './commands.ts';
import { attendanceTexts } from './errors.ts';
import { attendanceEvents } from './events.ts';
import type { AttendanceState } from './roster.ts';
import { attendanceWords } from './words.ts';

export const attendance = aggregate<{ attendance: AttendanceState }>()({
  commands: attendanceCommands,
  events: attendanceEvents,
  words: attendanceWords,
  errors: attendanceTexts,
});
