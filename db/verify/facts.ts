import { StoreError } from '../../core/kernel/error.ts';
import type { Clock } from '../../core/model/clocks/clock.ts';
import { isOpen } from '../../core/model/clocks/clock.ts';
import { writtenOffMinor } from '../../core/model/clocks/written-off.ts';
import type { EventOf, EventPayloads, JournalEvent } from '../../core/model/events.ts';
import type { StoreState } from '../../core/model/state.ts';

import { billDue } from '../../core/rules/bills/decide.ts';
import { earlyMinutesOf, siblingsOf } from '../../core/rules/clocks/decide.ts';
import { isFirstComing, isLateBack, restUntil } from '../../core/rules/technicians/decide.ts';
import type { JournalCheck } from './journal-check.ts';
import type { ProblemList } from './problems.ts';

const minuteMs = 60_000;

/** What a row says, and what it must say as the store stood: by name. */
type Facts = Record<string, readonly [stored: unknown, expected: unknown]>;

/**
 * Looks at what rows say of clocks, goods and bills, against how the store stood: who was called is who starts and who
 * ends, prices and minutes are those of the site, a clock that ended early says so, a bill has every line that was due.
 * So nothing was sold cheaper, nobody else's clock taken, and no early end hidden.
 */
export class FactCheck implements JournalCheck {
  readonly #problems: ProblemList;
  readonly #state: StoreState;

  /** `state`: the tables led along the journal. */
  constructor(state: StoreState, problems: ProblemList) {
    this.#state = state;
    this.#problems = problems;
  }

  next(event: JournalEvent): void {
    for (const [what, [stored, expected]] of Object.entries(this.#factsOf(event))) {
      const [is, must] = [textOf(stored), textOf(expected)];
      if (is !== must) {
        this.#problems.add('FACT_WRONG', { seq: event.seq, type: event.type, what, stored: is, expected: must });
      }
    }
  }

  #factsOf(event: JournalEvent): Facts {
    switch (event.type) {
      case 'clock.ordered':
        return this.#ordered(event.payload);
      case 'clock.started': {
        const { clockId, technicianNo, roomNo, dueAt } = event.payload;
        return this.#of(clockId, (clock) => ({
          state: [clock.state, 'called'],
          technicianNo: [technicianNo, clock.technicianNo],
          roomNo: [roomNo, clock.roomNo],
          dueAt: [dueAt, event.at + clock.minutes * minuteMs],
        }));
      }
      case 'clock.extended':
        return this.#of(event.payload.parentId, (main) => this.#extended(event.payload, main));
      case 'clock.ended':
        return this.#of(event.payload.clockId, (clock) => this.#ended(event, clock));
      case 'clock.cancelled':
        return this.#of(event.payload.clockId, (clock) => this.#cancelled(event, clock));
      case 'clock.technicianChanged': {
        const { clockId, fromTechnicianNo, running } = event.payload;
        return this.#of(clockId, (clock) => ({
          fromTechnicianNo: [fromTechnicianNo, clock.technicianNo],
          state: [clock.state, running ? 'started' : 'called'],
        }));
      }
      case 'clock.handedBack': {
        const { clockId, technicianNo } = event.payload;
        return this.#of(clockId, (clock) => ({
          state: [clock.state, 'called'],
          technicianNo: [technicianNo, clock.technicianNo],
        }));
      }
      case 'clock.converted': {
        const { clockId, technicianNo, running } = event.payload;
        return this.#of(clockId, (clock) => ({
          type: [clock.type, 'rotation'],
          technicianNo: [technicianNo, clock.technicianNo],
          state: [clock.state, running ? 'started' : 'called'],
        }));
      }
      case 'clock.itemChanged':
        return this.#of(event.payload.clockId, (clock) => this.#itemChanged(event.payload, clock));
      case 'clock.extensionUndone': {
        const { clockId, minutes } = event.payload;
        return this.#of(clockId, (clock) => ({
          automatic: [clock.automatic, true],
          state: [clock.state, 'started'],
          minutes: [minutes, clock.minutes],
        }));
      }
      case 'goods.ordered':
        return Object.fromEntries(
          event.payload.lines.map(({ goodsCode, unitPriceMinor }) => [
            `price of ${goodsCode}`,
            [unitPriceMinor, this.#state.site.goods.get(goodsCode)?.price ?? null] as const,
          ]),
        );
      case 'bill.settled':
        return this.#settled(event.payload);
      case 'technician.cameOnDuty':
        return this.#came(event);
      case 'technician.tookRest':
        return { until: [event.payload.until, restUntil(this.#state, event.payload.kind, event.at)] };
      case 'technician.wentOffDuty':
        return { isOnDuty: [this.#state.technicians.byNo(event.payload.technicianNo)?.duty !== 'off', true] };
      case 'technician.cameBack':
        return this.#back(event);
      default:
        return {};
    }
  }

  /** The item of a site at its price; what belongs to a priced clock costs nothing, and there are so many of them. */
  #ordered({ serviceCode, type, choice, minutes, priceMinor, pairOf }: EventPayloads['clock.ordered']): Facts {
    const service = this.#state.site.services.get(serviceCode);
    const item = pairOf === null ? [] : this.#state.clocks.ofItem(pairOf);
    return {
      minutes: [minutes, service?.minutes ?? null],
      price: [priceMinor, pairOf === null ? (service?.price ?? null) : 0],
      type: [type, choice.kind === 'same' ? type : choice.kind],
      belongsToItem: [
        pairOf === null || (item[0]?.serviceCode === serviceCode && item.length < (service?.technicians ?? 1)),
        true,
      ],
    };
  }

  #extended({ technicianNo, minutes, priceMinor, dueAt }: EventPayloads['clock.extended'], main: Clock): Facts {
    const unit = this.#state.site.services.get(main.serviceCode)?.extension;
    const units = unit ? minutes / unit.minutes : 0;
    const [priced] = siblingsOf(this.#state, main).filter(({ state }) => state === 'started');
    return {
      state: [main.state, 'started'],
      technicianNo: [technicianNo, main.technicianNo],
      isWholeUnits: [Number.isInteger(units) && units > 0, true],
      price: [priceMinor, priced?.id === main.id ? (unit?.price ?? 0) * units : 0],
      dueAt: [dueAt, (main.dueAt ?? 0) + minutes * minuteMs],
    };
  }

  #ended({ at, payload }: EventOf<'clock.ended'> & JournalEvent, clock: Clock): Facts {
    const { technicianNo, extensionIds, earlyMinutes, reason } = payload;
    const isEarly = earlyMinutesOf(this.#state, clock, at) > 0;
    return {
      state: [clock.state, 'started'],
      technicianNo: [technicianNo, clock.technicianNo],
      extensionIds: [extensionIds, this.#openExtensions(clock)],
      earlyMinutes: [earlyMinutes, earlyMinutesOf(this.#state, clock, at)],
      hasReason: [!isEarly || reason !== null, true],
    };
  }

  #cancelled({ at, payload }: EventOf<'clock.cancelled'> & JournalEvent, clock: Clock): Facts {
    const { technicianNo, from, extensionIds, writtenOffMinor: lossMinor = 0 } = payload;
    const { cancelGraceMinutes } = this.#state.site.site.store;
    const item = siblingsOf(this.#state, clock);
    const sold = [...item, ...item.flatMap(({ id }) => this.#state.clocks.extensionsOf(id))];
    return {
      from: [from, isOpen(clock) ? clock.state : 'open'],
      technicianNo: [technicianNo, clock.technicianNo],
      extensionIds: [extensionIds, this.#openExtensions(clock)],
      // What goes along with the priced one is in its amount.
      ...(clock.pairOf === null
        ? { writtenOff: [lossMinor, writtenOffMinor(sold, clock, cancelGraceMinutes, at)] as const }
        : {}),
    };
  }

  #itemChanged(payload: EventPayloads['clock.itemChanged'], clock: Clock): Facts {
    const service = this.#state.site.services.get(payload.serviceCode);
    return {
      fromPrice: [payload.fromPriceMinor, clock.priceMinor],
      price: [payload.priceMinor, clock.pairOf === null ? (service?.price ?? null) : 0],
      minutes: [payload.minutes, service?.minutes ?? null],
      technicianNo: [payload.technicianNo, clock.technicianNo],
    };
  }

  #settled({ bill }: EventPayloads['bill.settled']): Facts {
    try {
      const { lines, openClockIds } = billDue(this.#state, bill.visitId, bill.guestIds);
      return { lines: [bill.lines, lines], openClocks: [openClockIds.length, 0] };
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      return { guests: [error.code, null] };
    }
  }

  #came({ businessDate, payload: { technicianNo, firstDay } }: EventOf<'technician.cameOnDuty'> & JournalEvent): Facts {
    return {
      duty: [this.#state.technicians.byNo(technicianNo)?.duty ?? null, 'off'],
      firstDay: [firstDay, isFirstComing(this.#state, technicianNo, businessDate)],
    };
  }

  #back({ at, payload: { technicianNo, late } }: EventOf<'technician.cameBack'> & JournalEvent): Facts {
    const technician = this.#state.technicians.byNo(technicianNo);
    return { duty: [technician?.duty ?? null, 'resting'], late: [late, isLateBack(technician, at)] };
  }

  #of(clockId: string, facts: (clock: Clock) => Facts): Facts {
    const clock = this.#state.clocks.byId(clockId);
    return clock ? facts(clock) : { clock: [null, clockId] };
  }

  #openExtensions({ id }: Clock): string[] {
    return this.#state.clocks
      .extensionsOf(id)
      .filter(isOpen)
      .map((extension) => extension.id);
  }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
