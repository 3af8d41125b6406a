import { z } from 'zod';
import { onDutyPerson } from '../../../core/model/attendance/roster.ts';
import { callsTo } from '../../contract/calls.ts';
import { fileLanguage, month } from '../../contract/inputs.ts';
import type { AttendanceService } from './service.ts';

const { callWith, router } = callsTo<{ attendance: AttendanceService }>();

/** Rosters, and who came when. */
export const attendanceRouter = router({
  week: callWith('attendance.edit')
    .input(z.strictObject({ date: z.iso.date().nullable() }))
    .query(({ ctx, input }) => ctx.store.attendance.week(input.date)),
  today: callWith('attendance.edit').query(({ ctx }) => ctx.store.attendance.today()),
  onDuty: callWith('technician.duty').query(({ ctx }) => ctx.store.attendance.onDuty()),
  leftOpen: callWith('technician.duty').query(({ ctx }) => ctx.store.attendance.leftOpen()),
  day: callWith('attendance.edit')
    .input(z.strictObject({ person: onDutyPerson, date: z.iso.date().nullable() }))
    .query(({ ctx, input }) => ctx.store.attendance.day(input.person, input.date)),
  month: callWith('attendance.edit')
    .input(z.strictObject({ month: month.nullable() }))
    .query(({ ctx, input, signal }) => ctx.store.attendance.month(input.month, signal)),
  excel: callWith('attendance.edit')
    .input(z.strictObject({ month, language: fileLanguage }))
    .query(({ ctx, input, signal }) => ctx.store.attendance.excel(input.month, input.language, signal)),
});
