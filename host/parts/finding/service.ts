import type { SitePrinter, SiteReader } from '../../../core/model/site/schema.ts';
import type { SectionGiven } from '../../../core/model/site/sections.ts';
import type { Connection } from '../../contract/connection.ts';
import type { AttachedReader } from '../readers/views.ts';
import type { FindingView, PluggedView } from './views.ts';

/** A line as it stands in the settings or is to stand there, without its terminals. */
export type LineGiven = Omit<SectionGiven<'terminals'>['buses'][number], 'terminals'>;

/**
 * Finds devices and tries them, before they stand in the settings and after; changes no setting. One thing is searched
 * or listened to at a time: what begins ends what was before, and so does who does not look at it any more. Errors are
 * StoreError with a stable code; in a practice all are PRACTICE_NOT_HERE.
 */
export interface FindingService {
  plugged(): Promise<PluggedView>;
  /** Asks the addresses of one of this machine's private networks for printers. Gives an id. Throws FINDING_NETWORK. */
  searchNetwork(by: Connection, network: string): Promise<string>;
  /** Looks for terminals on a line, at its speed and the usual ones; one in use goes on. Gives an id. Throws LINE_…. */
  searchLine(by: Connection, line: LineGiven): Promise<string>;
  /** Tells of cards and keys at terminals of a line. Gives an id. Throws LINE_…. */
  listen(by: Connection, line: LineGiven, addresses: readonly number[]): Promise<string>;
  /** Tells of cards at a reader. Gives an id. */
  tryReader(by: Connection, reader: SiteReader): Promise<string>;
  /** Learns where a USB reader puts the number, from a card, the same card again and another one. Gives an id. */
  learnReader(by: Connection, device: AttachedReader): Promise<string>;
  /** What a reader is that typed this of a card of the store. Throws READER_TYPES_NO_CARD. */
  typed(by: Connection, text: string): Omit<SiteReader, 'id'>;
  /** Whoever looks keeps it going. */
  view(findingId: string): FindingView;
  stop(findingId: string): Promise<void>;
  /** Prints a test slip. Throws LINE_…, PRINTER_…. */
  testPrinter(printer: SitePrinter): Promise<void>;
  /** Has a terminal beep and show a text, as far as it can. Throws LINE_…, TERMINAL_OFFLINE. */
  testTerminal(line: LineGiven, address: number): Promise<void>;
  /** Speaks a sentence at a place; null: the only one. Throws VOICE_…. */
  testVoice(voice: SectionGiven<'voice'>['voice'], placeId: string | null): Promise<void>;
}
