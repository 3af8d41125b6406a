import { parentPort, workerData } from 'node:worker_threads';
import { StoreReader } from '../../db/store-reader.ts';
import { crossed, type FromReportThread, type ReportCall, type ReportThreadData } from './report-messages.ts';
import { reportsOf } from './reports.ts';

/** Reads reports for a running store, on a connection that cannot write. One call at a time comes in. */

const { file } = workerData as ReportThreadData;
let reader: StoreReader | undefined;

parentPort?.on('message', (call: ReportCall) => {
  void answer(call).then((message) => parentPort?.postMessage(message));
});

async function answer({ id, name, input, moment }: ReportCall): Promise<FromReportThread> {
  const onProgress = (done: number) => {
    const message: FromReportThread = { id, type: 'progress', done };
    parentPort?.postMessage(message);
  };
  try {
    reader ??= StoreReader.open(file);
    const report = reportsOf({ file, reader, moment, onProgress })[name] as (...input: readonly unknown[]) => unknown;
    return { id, type: 'answer', value: await report(...input) };
  } catch (error) {
    return { id, type: 'error', error: crossed(error) };
  }
}
