import { minuteMs } from '../../../../core/kernel/time.ts';
import type { Clock } from '../../../../core/model/clocks/clock.ts';
import { isOpen } from '../../../../core/model/clocks/clock.ts';
import { earlyMinutesAt } from '../../../../core/model/clocks/find.ts';
import {
  clocksAround,
  writtenOffMinor as lossOf,
  writtenOffOnceMinor,
} from '../../../../core/model/clocks/giving-up.ts';
import type { EventOf, EventPayloads, JournalEvent } from '../../../../core/model/events.ts';
import { ownCurrency } from '../../../../core/model/site/find.ts';
import type { StoreState } from '../../../../core/model/state.ts';

import { isBetterPaid, oftenGivenUp, siblingsOf } from '../../../../core/rules/clocks/decide.ts';
import { itemChangesPay } from '../../../../core/rules/clocks/decide-change.ts';
import { isPaidOtherwise } from '../../../../core/rules/clocks/paid-otherwise.ts';
import type { Facts } from '../../../engine/proof.ts';

/**
 * Who was called is who starts and who ends, prices and minutes are those of the site, a clock that ended early says
 * so.
 */
export function clockFacts(state: StoreState, event: JournalEvent): Facts {
  switch (event.type) {
    case 'clock.ordered':
      return ordered(state, event.payload);
    case 'clock.started': {
      const { clockId, technicianNo, roomNo, dueAt } = event.payload;
      return of(state, clockId, (clock) => ({
        state: [clock.state, 'called'],
        technicianNo: [technicianNo, clock.technicianNo],
        roomNo: [roomNo, clock.roomNo],
        dueAt: [dueAt, event.at + clock.minutes * minuteMs],
      }));
    }
    case 'clock.extended':
      return of(state, event.payload.parentId, (main) => extended(state, event.payload, main));
    case 'clock.ended':
      return of(state, event.payload.clockId, (clock) => ended(state, event, clock));
    case 'clock.cancelled':
      return of(state, event.payload.clockId, (clock) => cancelled(state, event, clock));
    case 'clock.technicianChanged': {
      const { clockId, fromTechnicianNo, toTechnicianNo, running, type, changesPay, movesBy, ranMinutes } =
        event.payload;
      return of(state, clockId, (clock) => ({
        // Of the version before, not every program knew it.
        ...(movesBy === undefined || changesPay
          ? { changesPay: [changesPay ?? false, isBetterPaid(state, clock, type, toTechnicianNo)] as const }
          : {}),
        // Older rows do not say it.
        ...(ranMinutes === undefined
          ? {}
          : { ranMinutes: [ranMinutes, Math.floor((event.at - (clock.startedAt ?? event.at)) / minuteMs)] as const }),
        fromTechnicianNo: [fromTechnicianNo, clock.technicianNo],
        state: [clock.state, running ? 'started' : 'called'],
      }));
    }
    case 'clock.handedBack': {
      const { clockId, technicianNo } = event.payload;
      return of(state, clockId, (clock) => ({
        state: [clock.state, 'called'],
        technicianNo: [technicianNo, clock.technicianNo],
      }));
    }
    case 'clock.converted': {
      const { clockId, technicianNo, running, changesPay } = event.payload;
      return of(state, clockId, (clock) => ({
        // Older rows do not say it.
        ...(changesPay === undefined
          ? {}
          : { changesPay: [changesPay, isPaidOtherwise(state, { ...clock, technicianNo }, 'converted')] as const }),
        type: [clock.type, 'rotation'],
        technicianNo: [technicianNo, clock.technicianNo],
        state: [clock.state, running ? 'started' : 'called'],
      }));
    }
    case 'clock.itemChanged':
      return of(state, event.payload.clockId, (clock) => itemChanged(state, event.payload, clock));
    case 'clock.extensionUndone': {
      const { clockId, minutes } = event.payload;
      return of(state, clockId, (clock) => ({
        automatic: [clock.automatic, true],
        state: [clock.state, 'started'],
        minutes: [minutes, clock.minutes],
      }));
    }
    default:
      return {};
  }
}

/** The item of a site at its price; what belongs to a priced clock costs nothing, and there are so many of them. */
function ordered(state: StoreState, payload: EventPayloads['clock.ordered']): Facts {
  const { serviceCode, type, choice, minutes, priceMinor, pairOf } = payload;
  const service = state.site.services.get(serviceCode);
  const item = pairOf === null ? [] : state.clocks.ofItem(pairOf);
  return {
    minutes: [minutes, service?.minutes ?? null],
    price: [priceMinor, pairOf === null ? (service?.price ?? null) : 0],
    currency: [payload.currency, ownCurrency(state)],
    type: [type, choice.kind === 'same' ? type : choice.kind],
    belongsToItem: [
      pairOf === null || (item[0]?.serviceCode === serviceCode && item.length < (service?.technicians ?? 1)),
      true,
    ],
  };
}

function extended(state: StoreState, payload: EventPayloads['clock.extended'], main: Clock): Facts {
  const { technicianNo, minutes, priceMinor, dueAt } = payload;
  const unit = state.site.services.get(main.serviceCode)?.extension;
  const units = unit ? minutes / unit.minutes : 0;
  const [priced] = siblingsOf(state, main).filter((one) => one.state === 'started');
  return {
    state: [main.state, 'started'],
    technicianNo: [technicianNo, main.technicianNo],
    isWholeUnits: [Number.isInteger(units) && units > 0, true],
    price: [priceMinor, priced?.id === main.id ? (unit?.price ?? 0) * units : 0],
    currency: [payload.currency, ownCurrency(state)],
    dueAt: [dueAt, (main.dueAt ?? 0) + minutes * minuteMs],
  };
}

function ended(state: StoreState, { at, payload }: EventOf<'clock.ended'> & JournalEvent, clock: Clock): Facts {
  const { technicianNo, extensionIds, earlyMinutes, reason } = payload;
  const isEarly = earlyMinutesAt(state, clock, at) > 0;
  return {
    state: [clock.state, 'started'],
    technicianNo: [technicianNo, clock.technicianNo],
    extensionIds: [extensionIds, openExtensions(state, clock)],
    earlyMinutes: [earlyMinutes, earlyMinutesAt(state, clock, at)],
    hasReason: [!isEarly || reason !== null, true],
  };
}

function cancelled(state: StoreState, event: EventOf<'clock.cancelled'> & JournalEvent, clock: Clock): Facts {
  const { at, payload } = event;
  const { technicianNo, from, extensionIds, writtenOffMinor: lossMinor = 0 } = payload;
  const { rule } = payload;
  const { store } = state.site.site;
  const item = siblingsOf(state, clock);
  const lossNow = () =>
    rule === undefined
      ? lossOf(clocksAround(state, item, at), clock, store, at)
      : writtenOffOnceMinor(rule, state, item, clock, store, at);
  return {
    from: [from, isOpen(clock) ? clock.state : 'open'],
    currency: [payload.currency, clock.currency],
    technicianNo: [technicianNo, clock.technicianNo],
    extensionIds: [extensionIds, openExtensions(state, clock)],
    // What goes along with the priced one is in its amount.
    ...(clock.pairOf === null ? { writtenOff: [lossMinor, lossNow()] as const } : {}),
    // Older rows do not say it.
    ...(payload.often && { often: [payload.often, oftenGivenUp(state, clock, event)] as const }),
  };
}

function itemChanged(state: StoreState, payload: EventPayloads['clock.itemChanged'], clock: Clock): Facts {
  const service = state.site.services.get(payload.serviceCode);
  return {
    fromPrice: [payload.fromPriceMinor, clock.priceMinor],
    price: [payload.priceMinor, clock.pairOf === null ? (service?.price ?? null) : 0],
    currency: [payload.currency, ownCurrency(state)],
    minutes: [payload.minutes, service?.minutes ?? null],
    technicianNo: [payload.technicianNo, clock.technicianNo],
    // Older rows do not say it.
    ...(payload.changesPay && {
      changesPay: [true, service !== undefined && itemChangesPay(state, clock, service)] as const,
    }),
  };
}

function of(state: StoreState, clockId: string, facts: (clock: Clock) => Facts): Facts {
  const clock = state.clocks.byId(clockId);
  return clock ? facts(clock) : { clock: [null, clockId] };
}

function openExtensions(state: StoreState, { id }: Clock): string[] {
  return state.clocks
    .extensionsOf(id)
    .filter(isOpen)
    .map((extension) => extension.id);
}
