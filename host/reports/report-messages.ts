import { StoreError } from '../../core/kernel/error.ts';
import { DatabaseError, type DatabaseErrorCode } from '../../db/engine/error.ts';
import type { ReportMoment } from '../contract/reports.ts';
import type { ReportName } from './reports.ts';

/** What the store and the process that reads its reports tell each other. */

export interface ReportCall {
  id: number;
  name: ReportName;
  input: readonly unknown[];
  moment: ReportMoment;
}

export type FromReportProcess =
  | { id: number; type: 'progress'; done: number }
  | { id: number; type: 'answer'; value: unknown }
  | { id: number; type: 'error'; error: CrossedError };

/** An error as it crosses between processes: classes do not, codes and facts do. */
type CrossedError =
  | { kind: 'store'; code: string; context: Readonly<Record<string, unknown>> }
  | { kind: 'database'; code: DatabaseErrorCode; context: Readonly<Record<string, unknown>> }
  | { kind: 'other'; message: string };

export function crossed(error: unknown): CrossedError {
  if (error instanceof StoreError) return { kind: 'store', code: error.code, context: error.context };
  if (error instanceof DatabaseError) return { kind: 'database', code: error.code, context: error.context };
  return { kind: 'other', message: error instanceof Error ? (error.stack ?? error.message) : String(error) };
}

export function uncrossed(error: CrossedError): Error {
  if (error.kind === 'store') return new StoreError(error.code, error.context);
  if (error.kind === 'database') return new DatabaseError(error.code, error.context);
  return new Error(error.message);
}
