import { deviceError } from '../../../core/model/devices/errors.ts';
import { terminalIdOf } from '../../../core/model/site/site-index.ts';
import { capability } from '../../../hardware/osdp/codec/replies.ts';
import type { OsdpBus } from '../../../hardware/osdp/driver.ts';
import {
  type FoundTerminal,
  LineSearch,
  osdpSpeeds,
  searchInUse,
  searchReplyMs,
} from '../../../hardware/osdp/line-search.ts';
import { LineVisit } from '../../../hardware/osdp/line-visit.ts';
import { timing } from '../../../hardware/osdp/timing.ts';
import type { LineGiven } from '../../parts/finding/service.ts';
import type { FoundTerminalView, TouchView } from '../../parts/finding/views.ts';
import type { DeviceHouse } from '../kind/device-kind.ts';
import type { TerminalKind } from '../terminals/terminal-kind.ts';
import type { Finding } from './finding.ts';
import { isSamePlace, placeOf } from './in-use.ts';
import { deviceProblem } from './line-errors.ts';
import { type LookedAt, lentLine, openLine } from './open-lines.ts';

interface LineLookerOptions {
  house: DeviceHouse;
  terminals: Pick<TerminalKind, 'buses' | 'desk' | 'test'>;
  holderOf(uid: string): TouchView['holder'];
}

const allAddresses = Array.from({ length: 127 }, (_, address) => address);
/** How many lines of sixteen characters a display of each level has (OSDP, capability 4). */
const rowsOfLevel: Readonly<Record<number, number>> = { 0: 0, 1: 1, 2: 2, 3: 4 };

/** Looks at lines with terminals: who hangs there, what is done there, whether one beeps. */
export class LineLooker {
  readonly #options: LineLookerOptions;

  constructor(options: LineLookerOptions) {
    this.#options = options;
  }

  /** Throws StoreError LINE_… where the line cannot be opened; the search then has failed. */
  async search(finding: Finding, line: LineGiven): Promise<void> {
    const looked = await this.#look(finding, line);
    void this.#searched(finding, line, looked).then(
      () => finding.end('done'),
      (error: unknown) => finding.fail(error, placeOf(line.transport)),
    );
  }

  async listen(finding: Finding, line: LineGiven, addresses: readonly number[]): Promise<void> {
    const looked = await this.#look(finding, line);
    const own = new Set(looked.bus?.terminals().map(({ address }) => address));
    if (looked.bus) {
      // What is done at a terminal in use counts there as ever, and is told here as well.
      const unlisten = this.#options.terminals.desk.onTouch(this.#busIdOf(line) ?? '', (touch) =>
        this.#touched(finding, touch.address, touch),
      );
      await finding.holds(async () => unlisten());
    }
    const visits = addresses.filter((address) => !own.has(address)).map((address) => this.#visit(address));
    void this.#hear(finding, looked, visits).catch((error: unknown) => finding.fail(error, placeOf(line.transport)));
  }

  /** Beeps, and shows a text where it is the store's own. Throws HardwareError, StoreError TERMINAL_OFFLINE. */
  async test(line: LineGiven, address: number): Promise<void> {
    const bus = this.#busOf(line);
    const terminalId = terminalIdOf(this.#busIdOf(line) ?? line.id, address);
    if (bus?.terminals().some((one) => one.address === address)) {
      await this.#options.terminals.test(`terminal/${terminalId}`);
      return;
    }
    const looked = bus ? lentLine(bus) : await openLine(line, this.#options.house.paths);
    try {
      const visit = this.#visit(address);
      // A terminal may know the older check only: it is asked again by that.
      const hasBeeped = async () => await looked.lend((open) => visit.beep(open));
      if (!(await hasBeeped()) && !(await hasBeeped())) throw deviceError('TERMINAL_OFFLINE', { terminalId });
    } finally {
      await looked.close();
    }
  }

  async #look(finding: Finding, line: LineGiven): Promise<LookedAt> {
    const { house } = this.#options;
    const bus = this.#busOf(line);
    if (bus) return lentLine(bus);
    try {
      const looked = await openLine(line, house.paths);
      await finding.holds(() => looked.close());
      return looked;
    } catch (error) {
      const place = placeOf(line.transport);
      await finding.fail(error, place);
      throw deviceProblem(error, place);
    }
  }

  async #searched(finding: Finding, line: LineGiven, { bus, lend }: LookedAt): Promise<void> {
    const { scheduler } = this.#options.house;
    const onFound = (found: FoundTerminal) => {
      finding.tell(({ terminals }) => ({ terminals: [...terminals, viewOf(found, null)] }));
    };
    const isWanted = () => finding.isRunning;
    if (bus) {
      const own = this.#ownTerminals(line, bus);
      const others = allAddresses.filter((address) => !own.some((one) => one.address === address));
      finding.tell(() => ({ terminals: own, total: others.length, bitsPerSecond: bus.bitsPerSecond ?? null }));
      const asked = (address: number) => finding.tell(() => ({ asked: others.indexOf(address) + 1 }));
      for (const address of others) {
        await searchInUse(bus, scheduler, [address], { onFound, isWanted });
        asked(address);
      }
      return;
    }
    await lend(async (open) => {
      const { transport } = line;
      const first = transport.type === 'serial' ? [transport.baudRate] : [];
      finding.tell(() => ({ total: allAddresses.length }));
      const search = new LineSearch(open, scheduler, { replyTimeoutMs: searchReplyMs });
      const speed = await search.speed([...new Set([...first, ...osdpSpeeds])], []);
      if (open.setSpeed && speed === undefined) return;
      finding.tell(() => ({ bitsPerSecond: speed ?? null }));
      let asked = 0;
      await search.addresses(allAddresses, {
        onFound,
        isWanted: () => {
          finding.tell(() => ({ asked: Math.min(asked, allAddresses.length) }));
          asked += 1;
          return isWanted();
        },
      });
    });
  }

  #ownTerminals(line: LineGiven, bus: OsdpBus): FoundTerminalView[] {
    const busId = this.#busIdOf(line) ?? '';
    return bus.terminals().map(({ address, identity }) => ({
      ...viewOf({ address, ...(identity ? { identity } : {}) }, terminalIdOf(busId, address)),
    }));
  }

  /** Asks each in turn what was done there, as long as somebody listens. */
  async #hear(finding: Finding, { lend }: LookedAt, visits: readonly LineVisit[]): Promise<void> {
    const { scheduler } = this.#options.house;
    while (finding.isRunning && visits.length > 0) {
      for (const visit of visits) {
        if (!finding.isRunning) return;
        const told = await lend((open) => visit.hear(open));
        if (typeof told === 'object') this.#touched(finding, visit.address, told);
      }
      await new Promise<void>((resolve) => scheduler.setTimeout(resolve, timing.lendAgainMs));
    }
  }

  #touched(finding: Finding, address: number, touch: { type: 'card'; uid: string } | { type: 'keys' }): void {
    const holder = touch.type === 'card' ? this.#options.holderOf(touch.uid) : null;
    finding.touched({ address, what: touch.type, holder });
  }

  #visit(address: number): LineVisit {
    return new LineVisit(address, this.#options.house.scheduler);
  }

  /** The store's line at the same place; a simulated one has no place but its name. */
  #busIdOf(line: LineGiven): string | undefined {
    const { buses } = this.#options.house.site().site;
    const isIt = ({ id, transport }: (typeof buses)[number]) =>
      line.transport.type === 'sim'
        ? transport.type === 'sim' && id === line.id
        : isSamePlace(transport, line.transport);
    return buses.find(isIt)?.id;
  }

  #busOf(line: LineGiven): OsdpBus | undefined {
    return this.#options.terminals.buses.all.get(this.#busIdOf(line) ?? '');
  }
}

function viewOf({ address, identity, capabilities }: FoundTerminal, terminalId: string | null): FoundTerminalView {
  const level = capabilities ? (capabilities.get(capability.text)?.level ?? 0) : null;
  return {
    address,
    identity: identity ? `${identity.vendor} ${identity.model}.${identity.version} #${identity.serial}` : null,
    rows: level === null ? null : (rowsOfLevel[level] ?? null),
    usedBy: terminalId && `terminal/${terminalId}`,
  };
}
