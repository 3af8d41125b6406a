import { event } from '../../model/events.ts';
import type { rotation } from '../../model/rotation/aggregate.ts';
import { printOn, slipMs } from '../job-routes.ts';
import type { Part } from '../part.ts';
import { moveInQueue, printWhy, setPolicy } from './decide.ts';

export const rotationPart: Part<typeof rotation> = {
  commands: {
    'rotation.setPolicy': { permission: 'rotation.policy', from: ['screen'], decide: setPolicy },
    'rotation.setClockTypes': {
      permission: 'rotation.policy',
      from: ['screen'],
      decide: (_state, data) => [event('rotation.clockTypesSet', data)],
    },
    'rotation.printWhy': { permission: 'board.view', from: ['screen'], decide: printWhy },
    'rotation.move': { permission: 'rotation.move', from: ['screen'], decide: moveInQueue },
  },
  about: {
    'rotation.moved': { technicians: ({ technicianNo }) => [technicianNo], queues: ({ queueId }) => [queueId] },
    'rotation.policySet': {},
    'rotation.clockTypesSet': {},
    'rotation.whyPrinted': { technicians: ({ technicianNo }) => [technicianNo] },
  },
  jobs(event, site) {
    if (event.type !== 'rotation.whyPrinted') return [];
    return printOn(site, 'dispatch', { kind: 'print-why', ...event.payload }, event.at + slipMs(site));
  },
};
