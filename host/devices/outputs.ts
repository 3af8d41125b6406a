import { deviceError } from '../../core/model/devices/errors.ts';
import { siteError } from '../../core/model/site/errors.ts';
import type { OutputService } from '../parts/outputs/service.ts';

import type { Devices } from './devices.ts';
import type { JobTrace } from './job-trace.ts';

/** What screens may do with printers, voices and the log. In a practice no screen speaks: nothing is to be heard. */
export function outputsOf(devices: Devices, isPractice: boolean, trace: JobTrace): OutputService {
  const requirePrinter = (id: string) => {
    if (!devices.printers.has(id)) throw deviceError('DEVICE_UNKNOWN', { device: `printer/${id}` });
  };
  return {
    rerouteJob: (jobId, printerId, by) => {
      requirePrinter(printerId);
      trace(by, devices.jobs.open(jobId, true), 'rerouted', `printer/${printerId}`);
      devices.jobs.reroute(jobId, `printer/${printerId}`);
      devices.log.add(`printer/${printerId}`, 'rerouted', { by: 'person', jobId });
    },
    reroutePrinter: (fromId, toId, by) => {
      requirePrinter(fromId);
      requirePrinter(toId);
      const [from, to] = [`printer/${fromId}`, `printer/${toId}`];
      if (fromId !== toId)
        for (const job of devices.jobs.waitingFor(from)) trace(by, devices.jobs.open(job.id, true), 'rerouted', to);
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
