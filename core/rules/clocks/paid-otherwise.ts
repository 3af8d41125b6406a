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
  const payOf = (type: ClockType) => payFor(state, { serviceCode, technicianNo, type });
  return payOf('rotation') !== payOf(as);
}

/** Whether they pay somebody for another item otherwise, as the same type of clock. */
export function isItemPaidOtherwise(
  state: Pick<StoreState, 'site' | 'clocks'>,
  { serviceCode, technicianNo, type }: Pick<Clock, 'serviceCode' | 'type'> & { technicianNo: string },
  asServiceCode: string,
): boolean {
  const payOf = (code: string) => payFor(state, { serviceCode: code, technicianNo, type });
  return payOf(serviceCode) !== payOf(asServiceCode);
}

/** What the rules say, to be compared. */
function payFor(
  state: Pick<StoreState, 'site' | 'clocks'>,
  { serviceCode, technicianNo, type }: { serviceCode: string; technicianNo: string; type: ClockType },
): string {
  const { site, services, technicians } = state.site;
  const facts = {
    technicianNo,
    level: technicians.get(technicianNo)?.level ?? null,
    serviceCode,
    group: services.get(serviceCode)?.group ?? null,
    type,
    paidAs: paidAs(type, state.clocks.types()),
  };
  return JSON.stringify(rulesFor(site.commission, facts).map(({ pay, onTop = false }) => ({ pay, onTop })));
}
