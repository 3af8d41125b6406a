import { StoreReader } from '../../db/store-reader.ts';
import { serveParent } from '../aside/parent.ts';
import { crossed, type FromReportProcess, type ReportCall } from './report-messages.ts';
import { reportsOf } from './reports.ts';

/** Reads reports for a running store, on a connection that cannot write. One call at a time comes in. */

const [file = ''] = process.argv.slice(2);
let reader: StoreReader | undefined;

serveParent<ReportCall, FromReportProcess>(async ({ id, name, input, moment }, tell) => {
  try {
    reader ??= StoreReader.open(file);
    const onProgress = (done: number) => tell({ id, type: 'progress', done });
    const report = reportsOf({ file, reader, moment, onProgress })[name] as (...input: readonly unknown[]) => unknown;
    return { id, type: 'answer', value: await report(...input) };
  } catch (error) {
    return { id, type: 'error', error: crossed(error) };
  }
});
