import type { JournalEvent } from '../../../../core/model/events.ts';
import type { StoreState } from '../../../../core/model/state.ts';

import { hasJoined, isFirstComing, isLateBack, restUntil } from '../../../../core/rules/technicians/decide.ts';
import type { Facts } from '../../../engine/proof.ts';

/** Whoever comes was away, a first coming is one, a rest ends when it must, and who is late back is said to be. */
export function technicianFacts(state: StoreState, { type, payload, at, businessDate, actor }: JournalEvent): Facts {
  switch (type) {
    case 'technician.cameOnDuty': {
      const { technicianNo, firstDay, again } = payload;
      return {
        duty: [state.technicians.byNo(technicianNo)?.duty ?? null, 'off'],
        firstDay: [firstDay, isFirstComing(state, technicianNo, businessDate)],
        // Older rows do not say it.
        ...(again && { again: [again, hasJoined(state, technicianNo, businessDate)] as const }),
      };
    }
    case 'technician.tookRest':
      return { until: [payload.until, restUntil(state, payload.kind, at)] };
    case 'technician.wentOffDuty':
      return { isOnDuty: [state.technicians.byNo(payload.technicianNo)?.duty !== 'off', true] };
    case 'technician.cameBack': {
      const technician = state.technicians.byNo(payload.technicianNo);
      return {
        duty: [technician?.duty ?? null, 'resting'],
        late: [payload.late, isLateBack(technician, at)],
        // Older rows do not say it.
        ...(payload.byOther && { byOther: [true, payload.late && actor !== payload.technicianNo] as const }),
      };
    }
    default:
      return {};
  }
}
