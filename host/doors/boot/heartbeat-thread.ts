import { parentPort, workerData } from 'node:worker_threads';
import { type HeartbeatThreadData, readBeat, writeBeat } from './heartbeat.ts';

/** Says again and again that its folder is held, until somebody else says so. */

const { file, beat, beatMs } = workerData as HeartbeatThreadData;

const timer = setInterval(() => {
  const other = readBeat(file);
  if (other && other.holder !== beat.holder) {
    clearInterval(timer);
    parentPort?.postMessage(other.name);
    return;
  }
  beat.count += 1;
  try {
    writeBeat(file, beat);
  } catch {
    // A full disk, or a share that is away for a moment: the next one may go.
  }
}, beatMs);
