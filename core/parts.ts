import { reservationsWithArrivals } from './acts/arrivals-part.ts';
import type { Aggregate } from './kernel/aggregate.ts';
import type { DecisionContext } from './kernel/context.ts';
import { commonError } from './kernel/errors.ts';
import { merged } from './kernel/merged.ts';
import type { About, CommandPart, Sender } from './kernel/part.ts';
import type { AuthorisationNeed } from './model/authorisations/authorisation.ts';
import type { CommandData, CommandName } from './model/commands.ts';
import type { EventPayloads, EventType, JournalEvent, StoreEvent } from './model/events.ts';
import type { IncidentFacts } from './model/incident.ts';
import type { JobSpec } from './model/jobs.ts';
import type { BoardList, ListName } from './model/lists.ts';
import { commandOfSection } from './model/site/commands.ts';
import { sectionNames } from './model/site/sections.ts';
import { queuesOf, type SiteIndex } from './model/site/site-index.ts';
import { staffError } from './model/staff/errors.ts';
import type { Permission } from './model/staff/permissions.ts';
import type { StoreState } from './model/state.ts';
import { attendancePart } from './rules/attendance/part.ts';
import { authorisationsPart } from './rules/authorisations/part.ts';
import { billApprovals } from './rules/bills/approvals.ts';
import { billsPart } from './rules/bills/part.ts';
import { cardsPart } from './rules/cards/part.ts';
import { clockApprovals } from './rules/clocks/approvals.ts';
import { clocksPart } from './rules/clocks/part.ts';
import { commissionPart } from './rules/commission/part.ts';
import { devicesPart } from './rules/devices/part.ts';
import { goodsApprovals } from './rules/goods/decide.ts';
import { goodsPart } from './rules/goods/part.ts';
import type { Part } from './rules/part.ts';
import { roomsPart } from './rules/rooms/part.ts';
import { rotationPart } from './rules/rotation/part.ts';
import { serviceCallsPart } from './rules/service-calls/part.ts';
import { sitePart } from './rules/site/part.ts';
import { settingsApprovals } from './rules/site/rights.ts';
import { staffPart } from './rules/staff/part.ts';
import { techniciansPart } from './rules/technicians/part.ts';
import { visitApprovals } from './rules/visits/minimum-charge.ts';
import { visitsPart } from './rules/visits/part.ts';
import { wishesPart } from './rules/wishes/part.ts';

/**
 * Every aggregate's body. The order is that in which they settle, react and complete a decision's events: what a
 * later one completes carries already what an earlier one put there.
 */
const parts = {
  site: sitePart,
  // Every part that lets a manager approve something adds its acts here.
  authorisations: authorisationsPart({
    ...clockApprovals,
    ...visitApprovals,
    ...goodsApprovals,
    ...billApprovals,
    ...settingsApprovals(['site.import', 'settings.confirmPlan', ...sectionNames.map(commandOfSection)]),
  }),
  cards: cardsPart,
  rooms: roomsPart,
  visits: visitsPart,
  wishes: wishesPart,
  serviceCalls: serviceCallsPart,
  rotation: rotationPart,
  technicians: techniciansPart,
  reservations: reservationsWithArrivals,
  clocks: clocksPart,
  devices: devicesPart,
  goods: goodsPart,
  bills: billsPart,
  attendance: attendancePart,
  commission: commissionPart,
  staff: staffPart,
};

type Body = Part<Aggregate>;
/** As the composition sees them: what is asked of one is asked of all. */
const bodies = Object.values(parts) as unknown as readonly Body[];
/** What each command asks of all, collected once. */
const firsts = bodies.flatMap(({ first }) => first ?? []);
const settlers = bodies.flatMap(({ settle }) => settle ?? []);
const reactions = bodies.flatMap(({ react }) => react ?? []);
const completers = bodies.flatMap(({ complete }) => complete ?? []);

/** Total: a command or event that no part has is a type error here. */
const commands: {
  readonly [N in CommandName]: CommandPart<StoreState, CommandData<N>, StoreEvent, Permission>;
} = merged(Object.values(parts), 'commands');
const abouts: {
  readonly [T in EventType]: About<EventPayloads[T], StoreState, BoardList, ListName>;
} = merged(Object.values(parts), 'about');

/** The part an event belongs to. */
const bodyOf = new Map(bodies.flatMap((body) => Object.keys(body.about).map((type) => [type, body] as const)));

/**
 * Decides one command: the events it makes, or a StoreError that says why not and changes nothing. Pure: the same
 * state, data and context give the same events.
 */
export function decide<N extends CommandName>(
  state: StoreState,
  name: N,
  data: CommandData<N>,
  ctx: DecisionContext,
): StoreEvent[] {
  return complete(state, commands[name].decide(state, data, ctx), ctx);
}

/** What has come due by itself before a command is decided: settings whose trading day has come. */
export function comeDue(state: StoreState, ctx: DecisionContext): StoreEvent[] {
  return firsts.flatMap((first) => first(state, ctx));
}

/**
 * What follows from how the store stands after an event: a pause begins with the end of the clock, and a technician
 * who became free is called to the next waiting one. Asked again on the new state until it gives nothing.
 */
export function react(state: StoreState, ctx: DecisionContext): StoreEvent[] {
  const settled = settlers.flatMap((settle) => settle(state, ctx));
  return complete(state, settled.length > 0 ? settled : reactions.flatMap((reaction) => reaction(state, ctx)), ctx);
}

/** With what is frozen on clocks as they start, and what they earn as they end. */
function complete(state: StoreState, events: readonly StoreEvent[], ctx: DecisionContext): StoreEvent[] {
  return events.length === 0 ? [] : completers.reduce((all, completer) => completer(state, all, ctx), [...events]);
}

/** Who may send a command, whoever mostly does first. */
export function sendersOf(name: CommandName): readonly Sender[] {
  return commands[name].from;
}

/** Throws NOT_ALLOWED where a command comes from somebody who may not send it. */
export function requireSender(name: CommandName, sender: Sender): void {
  if (!sendersOf(name).includes(sender)) throw staffError('NOT_ALLOWED', { command: name });
}

/**
 * What a person at a screen needs for a command. Throws NOT_ALLOWED for what no screen may send, and INPUT_INVALID
 * where the data holds what only a terminal can vouch for.
 */
export function permissionAtScreen(name: CommandName, data: unknown): Permission {
  const { permission, saidByTerminals = [] } = commands[name];
  requireSender(name, 'screen');
  if (permission === null) throw staffError('NOT_ALLOWED', { command: name });
  const field = saidByTerminals.find((one) => typeof data === 'object' && data !== null && one in data);
  if (field !== undefined) throw commonError('INPUT_INVALID', { detail: `${field}: said by terminals only` });
  return permission;
}

/** The jobs of one event, in the order they are to be queued. */
export function jobsFor(event: JournalEvent, site: SiteIndex): JobSpec[] {
  return bodyOf.get(event.type)?.jobs?.(event, site) ?? [];
}

/** Which approval an event rests on; null where it needs none. */
export function needOf(event: JournalEvent): AuthorisationNeed | null {
  return bodyOf.get(event.type)?.needs?.(event) ?? null;
}

/** What an event puts on the day's list of what did not go its way. */
export function incidentsIn(event: JournalEvent): IncidentFacts[] {
  return bodyOf.get(event.type)?.incidents?.(event) ?? [];
}

type AboutOf = About<never, StoreState, BoardList, ListName>;

function aboutOf(event: StoreEvent): AboutOf {
  return abouts[event.type] as AboutOf;
}

/** The rooms whose tiles and terminals show an event. */
export function roomsOf(event: StoreEvent): string[] {
  return (aboutOf(event).rooms?.(event.payload as never) ?? []).filter((roomNo) => roomNo !== null);
}

/** The visits whose history an event belongs to, each once; asked after the event. */
export function visitsOf(event: StoreEvent, state: StoreState): string[] {
  return [...new Set(aboutOf(event).visits?.(event.payload as never, state) ?? [])];
}

/** What some events made old. */
export interface Touched {
  everything: boolean;
  rooms: Set<string>;
  technicians: Set<string>;
  queues: Set<string>;
  boards: Set<BoardList>;
  stale: Set<ListName>;
}

export function nothingTouched(): Touched {
  return {
    everything: false,
    rooms: new Set(),
    technicians: new Set(),
    queues: new Set(),
    boards: new Set(),
    stale: new Set(),
  };
}

/** What events made old, together; asked after them. */
export function touchedBy(events: readonly StoreEvent[], state: Pick<StoreState, 'site' | 'clocks'>): Touched {
  const touched = nothingTouched();
  const addTechnician = (technicianNo: string | null | undefined) => {
    if (technicianNo != null) touched.technicians.add(technicianNo);
  };
  for (const event of events) {
    const about = aboutOf(event);
    const said = event.payload as never;
    if (about.everything) touched.everything = true;
    for (const roomNo of roomsOf(event)) touched.rooms.add(roomNo);
    for (const technicianNo of about.technicians?.(said) ?? []) addTechnician(technicianNo);
    for (const clockId of about.clocks?.(said) ?? []) addTechnician(state.clocks.byId(clockId)?.technicianNo);
    for (const queueId of about.queues?.(said) ?? []) touched.queues.add(queueId);
    for (const board of about.boards ?? []) touched.boards.add(board);
    for (const list of about.stale ?? []) touched.stale.add(list);
  }
  for (const technicianNo of touched.technicians) {
    const technician = state.site.technicians.get(technicianNo);
    // Whether somebody can be called shows in every queue she or he stands in.
    if (technician) for (const queueId of queuesOf(state.site, technician)) touched.queues.add(queueId);
  }
  return touched;
}
