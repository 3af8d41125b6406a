import { deviceError } from '../../../core/model/devices/errors.ts';
import { siteError } from '../../../core/model/site/errors.ts';
import type { SitePrinter, SiteReader } from '../../../core/model/site/schema.ts';
import type { SectionGiven } from '../../../core/model/site/sections.ts';
import { resolveReader } from '../../../core/rules/site/resolve-reader.ts';
import { findPrinters } from '../../../hardware/printer/find-printers.ts';
import { createReader } from '../../../hardware/reader/open.ts';
import { SimReader } from '../../../hardware/sim/sim-reader.ts';
import type { HidLibrary } from '../../../hardware/transport/hid.ts';
import { createTransport } from '../../../hardware/transport/open.ts';
import { type Connection, ownStationId } from '../../contract/connection.ts';
import type { FindingService, LineGiven } from '../../parts/finding/service.ts';
import type { FindingView, FoundPort, PluggedView, TouchView } from '../../parts/finding/views.ts';
import type { AttachedReader } from '../../parts/readers/views.ts';
import type { DeviceHouse } from '../kind/device-kind.ts';
import type { PrinterKind } from '../printers/printer-kind.ts';
import type { ReaderKind } from '../readers/reader-kind.ts';
import { ReaderLearning } from '../readers/reader-learning.ts';
import type { TerminalKind } from '../terminals/terminal-kind.ts';
import type { VoiceKind } from '../voices/voice-kind.ts';
import { Finding, overAlready } from './finding.ts';
import { placeOf, usedBy } from './in-use.ts';
import { deviceProblem, toldOf } from './line-errors.ts';
import { LineLooker } from './line-looker.ts';
import type { FindingMachine } from './machine.ts';

export interface FindingDeskOptions {
  house: DeviceHouse;
  kinds: { printers: PrinterKind; terminals: TerminalKind; readers: ReaderKind; voices: VoiceKind };
  machine: FindingMachine;
  hid?: (() => Promise<HidLibrary>) | null;
  /** Real devices are out of reach. */
  isPractice: boolean;
  staffOn(connection: Connection): string | null;
}

const systems: Partial<Record<NodeJS.Platform, PluggedView['system']>> = { win32: 'windows', darwin: 'mac' };

/** Finds devices and tries them, before they stand in the settings and after. */
export class FindingDesk implements FindingService {
  readonly #options: FindingDeskOptions;
  readonly #lines: LineLooker;
  #current: Finding | null = null;
  #count = 0;

  constructor(options: FindingDeskOptions) {
    this.#options = options;
    const { house, kinds } = options;
    this.#lines = new LineLooker({ house, terminals: kinds.terminals, holderOf: (uid) => this.#holderOf(uid) });
  }

  async plugged(): Promise<PluggedView> {
    this.#requireReal();
    const { machine, kinds, house } = this.#options;
    const { site } = house.site();
    const problems: PluggedView['problems'] = [];
    const listed = <T>(what: 'ports' | 'hid' | 'pcsc', asked: Promise<T[]>) =>
      asked.catch((error: unknown): T[] => {
        problems.push({ what, code: what === 'ports' ? 'PORTS_NOT_LISTED' : toldOf(error, what).code });
        return [];
      });
    const [ports, usb, hid, pcsc] = await Promise.all([
      listed('ports', machine.ports()),
      machine.usbPrinters(),
      listed('hid', kinds.readers.readers.attached()),
      listed('pcsc', machine.cardReaders()),
    ]);
    const port = ({ path, name }: { path: string; name: string }): FoundPort => {
      return { path, name, usedBy: usedBy(site, { type: 'path', path }) };
    };
    return {
      system: systems[process.platform] ?? 'linux',
      ports: ports.map(port),
      usbPrinters: usb.map(port),
      ...{ hid, pcsc, problems },
      networks: machine.networks().map(({ name, hosts }) => ({ name, hosts: hosts.length })),
    };
  }

  async searchNetwork(by: Connection, network: string): Promise<string> {
    this.#requireReal();
    const { machine, house } = this.#options;
    const hosts = machine.networks().find(({ name }) => name === network)?.hosts;
    if (!hosts) throw deviceError('FINDING_NETWORK', { network });
    const { site } = house.site();
    const port = machine.printerPort;
    // A printer of the store serves one connection: it is not asked, it is known.
    const known = (host: string) => usedBy(site, { type: 'tcp', host, port });
    const finding = await this.#begin(`network/${network}`, by, ({ asked, printers }) => ({
      asked,
      found: printers.length,
    }));
    const own = hosts.flatMap((host) => {
      const device = known(host);
      return device ? [{ host, port, isReceiptPrinter: true, name: '', usedBy: device }] : [];
    });
    finding.tell(() => ({ total: hosts.length, asked: own.length, printers: own }));
    const others = hosts.filter((host) => known(host) === null);
    void findPrinters(
      others,
      { port, scheduler: house.scheduler },
      {
        onFound: ({ maker, model, ...found }) => {
          const name = [maker, model].filter(Boolean).join(' ');
          finding.tell(({ printers }) => ({ printers: [...printers, { ...found, name, usedBy: null }] }));
        },
        onAsked: () => finding.tell(({ asked }) => ({ asked: asked + 1 })),
        isWanted: () => finding.isRunning,
      },
    ).then(() => finding.end('done'));
    return finding.id;
  }

  async searchLine(by: Connection, line: LineGiven): Promise<string> {
    this.#requireReal();
    const finding = await this.#begin(`line/${line.id}`, by, ({ terminals }) => ({ found: terminals.length }));
    await this.#lines.search(finding, line);
    return finding.id;
  }

  async listen(by: Connection, line: LineGiven, addresses: readonly number[]): Promise<string> {
    this.#requireReal();
    const finding = await this.#begin(`line/${line.id}`, by, () => ({}));
    await this.#lines.listen(finding, line, addresses);
    return finding.id;
  }

  async tryReader(by: Connection, reader: SiteReader): Promise<string> {
    this.#requireReal();
    const { house, hid, kinds } = this.#options;
    const settings = resolveReader(reader);
    if (settings.type === 'keyboard') throw deviceError('READER_TYPES');
    const finding = await this.#begin(`reader/${reader.id}`, by, () => ({}));
    if (this.#isInForce(reader)) {
      // Its device is open already: whoever holds a card there is heard by it.
      const own = { stationId: ownStationId, isOwn: true, sessionToken: null };
      const unlisten = kinds.readers.readers.onCard(own, ({ readerId, holder }) => {
        const { kind } = holder;
        const known = kind === 'unknown' ? null : { kind, no: holder.no };
        if (readerId === reader.id) finding.touched({ address: null, what: 'card', holder: known });
      });
      await finding.holds(async () => unlisten());
      return finding.id;
    }
    const driver = createReader(settings, {
      scheduler: house.scheduler,
      simulate: () => new SimReader(reader.id),
      line: (line) => house.paths.guarded(createTransport(line), line),
      ...(hid ? { hid } : {}),
    });
    driver.setListeners({
      onCard: (uid) => finding.touched({ address: null, what: 'card', holder: this.#holderOf(uid) }),
      onState: ({ link, reason }) => {
        // It is tried again by itself: meanwhile it is told why it is away.
        finding.tell(() => (link === 'offline' ? { code: reason, context: {} } : { code: null }));
      },
    });
    await finding.holds(() => driver.close());
    void driver.open();
    return finding.id;
  }

  async learnReader(by: Connection, device: AttachedReader): Promise<string> {
    this.#requireReal();
    const { house, hid, staffOn } = this.#options;
    const finding = await this.#begin('reader/learn', by, ({ reader }) => ({ isLearnt: reader !== null }));
    const learning = new ReaderLearning({
      ...{ scheduler: house.scheduler, hid, cards: () => house.site().cards, staffOn },
      keep: async (_by, reader) => {
        finding.tell(() => ({ reader, cards: 3 }));
        await finding.end('done');
        return finding.id;
      },
      onChange: (view) => {
        if (view.state === 'waiting') finding.tell(() => ({ cards: view.cards }));
        if (view.state !== 'failed') return;
        finding.tell(() => ({ code: view.code, context: view.context }));
        void finding.end('failed');
      },
    });
    await finding.holds(() => learning.close());
    await learning.start(by, device);
    return finding.id;
  }

  typed(by: Connection, text: string): Omit<SiteReader, 'id'> {
    this.#requireReal();
    return this.#options.kinds.readers.readers.typingOf(by, text);
  }

  view(findingId: string): FindingView {
    return this.#current?.id === findingId ? this.#current.look() : overAlready;
  }

  async stop(findingId: string): Promise<void> {
    if (this.#current?.id === findingId) await this.#current.end('stopped');
  }

  /** What goes on ends: devices are opened anew, or the store closes. */
  async close(): Promise<void> {
    await this.#current?.end('stopped');
  }

  async testPrinter(printer: SitePrinter): Promise<void> {
    this.#requireReal();
    await this.#tried(`printer/${printer.id}`, placeOf(printer.transport), () =>
      this.#options.kinds.printers.printers.tryOut(printer),
    );
  }

  async testTerminal(line: LineGiven, address: number): Promise<void> {
    this.#requireReal();
    await this.close();
    await this.#tried(`terminal/${line.id}/${address}`, placeOf(line.transport), () => this.#lines.test(line, address));
  }

  async testVoice(voice: SectionGiven<'voice'>['voice'], placeId: string | null): Promise<void> {
    this.#requireReal();
    const device = placeId === null ? 'voice' : `voice/${placeId}`;
    await this.#tried(device, device, () => this.#options.kinds.voices.tryOut(voice, device));
  }

  /** @param place where it hangs, for who is told why it cannot be reached */
  async #tried(device: string, place: string, test: () => Promise<void>): Promise<void> {
    const { deviceLog } = this.#options.house;
    try {
      await test();
      deviceLog.add(device, 'test', { result: 'ok' });
    } catch (error) {
      deviceLog.add(device, 'test', { result: 'failed', code: toldOf(error, place).code }, 'warn');
      throw deviceProblem(error, place);
    }
  }

  /** What was before ends. What came of this one stands in the device log, with who wanted it. */
  async #begin(
    device: string,
    by: Connection,
    factsOf: (view: FindingView) => Record<string, string | number | boolean>,
  ): Promise<Finding> {
    const { house, staffOn } = this.#options;
    await this.close();
    this.#count += 1;
    const staffNo = staffOn(by) ?? '';
    const finding = new Finding(`finding-${this.#count}`, house.scheduler, (view) => {
      const { state, code } = view;
      const facts = { by: staffNo, state, ...(code === null ? {} : { code }), ...factsOf(view) };
      house.deviceLog.add(device, 'search', facts, state === 'failed' ? 'warn' : 'info');
    });
    this.#current = finding;
    return finding;
  }

  #holderOf(uid: string): TouchView['holder'] {
    const { house } = this.#options;
    house.meetCard(uid);
    const holder = house.site().cards.get(uid);
    switch (holder?.kind) {
      case 'technician':
        return { kind: 'technician', no: holder.technician.no };
      case 'staff':
        return { kind: 'staff', no: holder.staff.no };
      case 'wristband':
        return { kind: 'wristband', no: holder.wristbandNo };
      default:
        return null;
    }
  }

  #isInForce(reader: SiteReader): boolean {
    const { readers } = this.#options.house.site().site;
    return readers.some((one) => JSON.stringify(one) === JSON.stringify(reader));
  }

  #requireReal(): void {
    if (this.#options.isPractice) throw siteError('PRACTICE_NOT_HERE');
  }
}
