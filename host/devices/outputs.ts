import { deviceError } from '../../core/model/devices/errors.ts';
import { siteError } from '../../core/model/site/errors.ts';
import type { OutputService } from '../parts/outputs/service.ts';

import type { Devices } from './devices.ts';

/** What screens may do with printers, voices and the log. In a practice no screen speaks: nothing is to be heard. */
export function outputsOf(devices: Devices, isPractice: boolean): OutputService {
  const requirePrinter = (id: string) => {
    if (!devices.printers.has(id)) throw deviceError('DEVICE_UNKNOWN', { device: `printer/${id}` });
  };
  return {
    rerouteJob: (jobId, printerId) => {
      requirePrinter(printerId);
      devices.jobs.reroute(jobId, `printer/${printerId}`);
      devices.log.add(`printer/${printerId}`, 'rerouted', { by: 'person', jobId });
    },
    reroutePrinter: (fromId, toId) => {
      requirePrinter(fromId);
      requirePrinter(toId);
      const [from, to] = [`printer/${fromId}`, `printer/${toId}`];
      const count = fromId === toId ? 0 : devices.jobs.rerouteAll(from, to);
      devices.log.add(from, 'rerouted', { by: 'person', to, count });
    },
    voiceOutput: (device) => {
      if (isPractice) throw siteError('PRACTICE_NOT_HERE');
      return devices.voices.output(device);
    },
    reportSentence: (sentenceId, report) => devices.voices.report(sentenceId, report),
    deviceLog: (filter) => devices.log.read(filter),
    deviceLogText: () => devices.log.text(),
  };
}
