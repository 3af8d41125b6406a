import { businessDateOf } from '../../core/kernel/time.ts';
import { columnOf } from '../../core/model/clock-types/clock-types.ts';
import type { CommandInput, CommandName } from '../../core/model/commands.ts';
import type { EventOf, EventType, JournalEvent, StoreEvent } from '../../core/model/events.ts';
import type { Site } from '../../core/model/site/schema.ts';
import type { StoreState } from '../../core/model/state.ts';
import { sendersOf } from '../../core/parts.ts';

import type { DayCounts } from '../../core/terminal/terminal.ts';
import { eventOfRow, journalRows } from '../../db/engine/journal.ts';
import { clockCounts } from '../../db/parts/clocks/queries.ts';

import { StoreDatabase } from '../../db/store-database.ts';
import { CommandExecutor } from '../../host/store/executor.ts';
import { exampleSite } from '../db/shop-day.ts';

/** Saturday 2026-11-21, 12:00 in the store. */
const noon = Date.UTC(2026, 10, 21, 4);

/** A real store in memory with the example site: commands are decided, appended and reacted to as in the product. */
export class TestStore {
  readonly db: StoreDatabase;
  at = noon;
  /** Told of every commit. */
  onCommitted: (events: JournalEvent[]) => void = () => {};
  readonly #executor: CommandExecutor;
  #ids = 0;

  constructor(site: Site = exampleSite(), db = StoreDatabase.open(':memory:')) {
    this.db = db;
    this.#executor = new CommandExecutor({
      db: this.db,
      now: () => this.at,
      newId: () => this.newId(),
      onCommitted: (events) => this.onCommitted(events),
    });
    this.act('site.import', { site, demo: true });
  }

  get state(): StoreState {
    return this.db.state;
  }

  get businessDate(): string {
    const { timeZone, businessDayStartsAt } = this.state.site.site.store;
    return businessDateOf(this.at, timeZone, businessDayStartsAt);
  }

  newId(): string {
    this.#ids += 1;
    return `0193a000-0000-7000-8000-${String(this.#ids).padStart(12, '0')}`;
  }

  wait(minutes: number): void {
    this.at += minutes * 60_000;
  }

  /** By the desk; settings by the manager. */
  act<N extends CommandName>(name: N, data: CommandInput<N>, actor = usual(name), station = 'desk'): StoreEvent[] {
    return this.#executor.execute(this.newId(), name, data, { actor, station, sender: sendersOf(name)[0] ?? 'store' });
  }

  /** How much has happened: the last row of the journal. */
  get seq(): number {
    return this.db.read.get<{ seq: number }>('SELECT MAX(seq) AS seq FROM journal')?.seq ?? 0;
  }

  /** Everything of one type, oldest first. */
  eventsOf<T extends EventType>(type: T): (EventOf<T>['payload'] & { actor: string; station: string })[] {
    const rows = [...journalRows(this.db.read)].filter((row) => row.type === type);
    return rows.map((row) => {
      const { payload, actor, station } = eventOfRow(row, this.db.keys) as JournalEvent & { payload: never };
      return Object.assign({}, payload, { actor, station });
    });
  }

  /** The card of a technician or a member of staff by number, or of a wristband (`band 1`). */
  cardOf(holder: string): string {
    const { technicians, staff, site } = this.state.site;
    const band = site.wristbands.find(({ no }) => `band ${no}` === holder);
    const card = technicians.get(holder)?.card ?? staff.get(holder)?.card ?? band?.card;
    if (card === undefined) throw new Error(`nobody holds a card as ${holder}`);
    return card;
  }

  onDuty(...technicianNos: string[]): void {
    for (const technicianNo of technicianNos) this.act('technician.comeOnDuty', { technicianNo });
  }

  /** Opens a room, everybody with the same item; the number, if any, serves the first guest. */
  open(roomNo: string, serviceCode: string | null, technicianNo?: string, guests = 1): void {
    const choices = technicianNo === undefined ? [] : [{ kind: 'requested' as const, technicianNo }];
    this.act('visit.open', {
      roomNo,
      guests: Array.from({ length: guests }, () => ({})),
      orders: Array.from({ length: guests }, (_, index) =>
        serviceCode === null ? null : { serviceCode, choices: index === 0 ? choices : [] },
      ),
    });
  }
}

function usual(name: CommandName): string {
  return name === 'site.import' || name.startsWith('settings.') ? 'M01' : 'R01';
}

/** What a technician has served on the present trading day, extensions in half clocks. */
export function dayCounts(store: TestStore, technicianNo: string): DayCounts {
  const counts = clockCounts(store.db.read, store.businessDate).filter((count) => count.technicianNo === technicianNo);
  const inColumn = (column: string) =>
    counts.filter((count) => columnOf(count, store.state) === column).reduce((sum, { count }) => sum + count, 0);
  const types = counts.filter(({ type }) => type === 'picked' || type === 'call' || type === 'converted');
  return {
    rotation: inColumn('rotation'),
    requested: inColumn('requested'),
    extension: counts.find(({ type }) => type === 'extension')?.halves ?? 0,
    ...(types.length > 0 ? { types: types.map(({ type, count }) => ({ type, count })) } : {}),
  };
}
