import { type ClockType, paidAs } from '../../model/clock-types/clock-types.ts';
import type { Clock } from '../../model/clocks/clock.ts';
import { rulesFor } from '../../model/commission/rules.ts';
import type { StoreState } from '../../model/state.ts';

/** Whether the rules of commission pay somebody for a clock of a type otherwise than for one of the rotation. */
export function isPaidOtherwise(
  state: Pick<StoreState, 'site' | 'clocks'>,
  { serviceCode, technicianNo }: Pick<Clock, 'serviceCode'> & { technicianNo: string },
  as: ClockType,
): boolean {
  const { site, services, technicians } = state.site;
  const payOf = (type: ClockType) => {
    const facts = {
      technicianNo,
      level: technicians.get(technicianNo)?.level ?? null,
      serviceCode,
      group: services.get(serviceCode)?.group ?? null,
      type,
      paidAs: paidAs(type, state.clocks.types()),
    };
    return JSON.stringify(rulesFor(site.commission, facts).map(({ pay, onTop = false }) => ({ pay, onTop })));
  };
  return payOf('rotation') !== payOf(as);
}
