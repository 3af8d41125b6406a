import type { Language } from '../../core/kernel/money.ts';
import type { StoreState } from '../../core/model/state.ts';

/** The same text in the languages it is kept in. A language that is missing falls back to one that is there. */
export type LocalText = Readonly<Partial<Record<Language, string>>>;

/** What every ticket needs. */
export interface TicketSetting {
  store: { name: LocalText; address?: LocalText; phone?: string };
  /** IANA name; all times on the ticket are the store's wall clock. */
  timeZone: string;
  /** One or two; the first leads. */
  languages: readonly Language[];
  /** When it is printed. */
  printedAt: number;
  /** 1 is the original; from 2 on the ticket says which copy it is. */
  copyNumber: number;
  /** The printer it was meant for, where another prints it. */
  insteadOf?: string | undefined;
}

/** What every ticket of a store says of it. */
export function ticketSetting(
  { state, languages, at }: { state: StoreState; languages: readonly Language[]; at: number },
  copyNumber: number,
): TicketSetting {
  const { name, address, phone, timeZone } = state.site.site.store;
  return { store: { name, address, phone }, timeZone, languages, printedAt: at, copyNumber };
}
