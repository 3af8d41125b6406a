import { StoreError } from '../error.ts';
import type { SiteService } from '../site/schema.ts';
import type { CommandData } from '../store/commands.ts';
import { event, type StoreEvent } from '../store/events.ts';
import { openVisit, presentGuest, serviceOf, technicianOf } from '../store/lookup.ts';
import type { DecisionContext, StoreState } from '../store/state.ts';
import { isAvailable } from './availability.ts';
import type { TechnicianChoice } from './clock.ts';

/** Orders an item for a guest who is in the house. Who serves is called by `dispatch` as soon as there is somebody. */
export function orderClock(state: StoreState, data: CommandData<'clock.order'>, ctx: DecisionContext): StoreEvent[] {
  const guest = presentGuest(state, data.guestId);
  const visit = openVisit(state, guest.visitId);
  const guestIds = [guest.id, ...new Set(data.otherGuestIds.filter((guestId) => guestId !== guest.id))];
  for (const guestId of guestIds) {
    if (presentGuest(state, guestId).visitId !== visit.id) throw new StoreError('GUEST_UNKNOWN', { guestId });
  }
  return orderClocks(state, { ...data, visitId: visit.id, roomNo: visit.roomNo, guestIds }, ctx);
}

interface Order {
  visitId: string;
  roomNo: string;
  /** Exactly as many as the item is for. */
  guestIds: string[];
  serviceCode: string;
  choices: TechnicianChoice[];
}

/**
 * The clocks of one order: one for each technician the item takes, spread over its guests. The first carries the
 * price, the others belong to it.
 */
export function orderClocks(state: StoreState, order: Order, ctx: DecisionContext): StoreEvent[] {
  const { serviceCode, visitId, roomNo, guestIds } = order;
  const service = serviceOf(state, serviceCode);
  const { timeZone } = state.site.site.store;
  if (!isAvailable(service, ctx.at, timeZone)) {
    const { from, to } = service.availability ?? {};
    throw new StoreError('SERVICE_NOT_NOW', { serviceCode, from, to });
  }
  const guests = service.guests ?? 1;
  if (guestIds.length !== guests) throw new StoreError('SERVICE_NEEDS_GUESTS', { serviceCode, guests });
  const technicians = service.technicians ?? 1;
  if (order.choices.length > technicians) throw new StoreError('TOO_MANY_TECHNICIANS', { serviceCode, technicians });

  const chosen = new Set<string>();
  const events: StoreEvent[] = [];
  let firstId: string | null = null;
  for (let index = 0; index < technicians; index += 1) {
    const choice: TechnicianChoice = order.choices[index] ?? { kind: 'rotation' };
    checkChoice(state, service, choice, chosen);
    const clockId = ctx.newId();
    events.push(
      event('clock.ordered', {
        clockId,
        visitId,
        guestId: guestIds[index % guestIds.length] ?? '',
        roomNo,
        serviceCode,
        type: choice.kind,
        choice,
        minutes: service.minutes,
        priceMinor: firstId === null ? service.price : 0,
        pairOf: firstId,
      }),
    );
    firstId ??= clockId;
  }
  return events;
}

/** A requested number must be on duty and able; for the rotation somebody on duty must be. */
export function checkChoice(
  state: StoreState,
  service: SiteService,
  choice: TechnicianChoice,
  chosen: Set<string>,
): void {
  if (choice.kind === 'requested') {
    const { technicianNo } = choice;
    const { duty } = technicianOf(state, technicianNo);
    if (!state.site.technicians.get(technicianNo)?.skills.includes(service.skill)) {
      throw new StoreError('TECHNICIAN_NOT_SKILLED', { technicianNo, serviceCode: service.code });
    }
    if (duty === 'off') throw new StoreError('TECHNICIAN_OFF_DUTY', { technicianNo });
    if ((state.marks(technicianNo)?.stoppedSince ?? null) !== null) {
      throw new StoreError('TECHNICIAN_STOPPED', { technicianNo });
    }
    if (chosen.has(technicianNo)) throw new StoreError('TECHNICIAN_TWICE', { technicianNo });
    chosen.add(technicianNo);
    return;
  }
  const { gender } = choice;
  const able = state.site.site.technicians.some(
    (technician) =>
      technician.skills.includes(service.skill) &&
      technician.groups.includes(service.group) &&
      (gender === undefined || technician.gender === gender) &&
      state.technician(technician.no)?.duty !== 'off',
  );
  if (!able) throw new StoreError('NOBODY_ON_DUTY', { serviceCode: service.code });
}
