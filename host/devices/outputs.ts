import { siteError } from '../../core/model/site/errors.ts';
import type { OutputService } from '../parts/outputs/service.ts';

import type { Devices } from './devices.ts';

/** What screens may do with printers, voices and the log. In a practice no screen speaks: nothing is to be heard. */
export function outputsOf(devices: Devices, isPractice: boolean): OutputService {
  return {
    rerouteJob: (jobId, printerId) => devices.rerouteJob(jobId, printerId),
    reroutePrinter: (fromId, toId) => devices.reroutePrinter(fromId, toId),
    voiceOutput: (device) => {
      if (isPractice) throw siteError('PRACTICE_NOT_HERE');
      return devices.voices.output(device);
    },
    reportSentence: (sentenceId, report) => devices.voices.report(sentenceId, report),
    deviceLog: (filter) => devices.log.read(filter),
    deviceLogText: () => devices.log.text(),
  };
}
