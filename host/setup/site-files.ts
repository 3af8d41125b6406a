import { clockTypeFields } from '../../core/model/clock-types/clock-types.ts';
import { versionFields } from '../../core/model/rotation/policy.ts';
import { siteError } from '../../core/model/site/errors.ts';
import {
  addsCards,
  hasHashedCards,
  withCardsInForce,
  withoutCards,
  withoutHashedCards,
  withoutKnownCards,
} from '../../core/model/site/left-out-cards.ts';
import type { Site } from '../../core/model/site/schema.ts';
import { withoutSecrets } from '../../core/model/site/sections.ts';
import { terminalIdOf } from '../../core/model/site/site-index.ts';
import { staffError } from '../../core/model/staff/errors.ts';
import { parseSite } from '../../core/rules/site/parse.ts';
import { summaryOf } from '../../core/rules/site/problem-words.ts';
import { allStock } from '../../db/parts/goods/queries.ts';

import type { StoreDatabase } from '../../db/store-database.ts';
import type { TerminalKeys } from '../secrets/terminal-keys.ts';
import type { ExportOf } from './service.ts';
import { marksOf } from './since-export.ts';

/** A site file taken apart: what the journal may hold, and the secrets that have their own places. */
export interface IncomingSite {
  /** Without PINs and terminal keys. */
  site: Site;
  /** With terminal keys. */
  full: Site;
  /** By staff number. */
  pins: Map<string, string>;
}

/**
 * Reads a site file's text; one without cards gets those of the settings in force, where there are any. Throws
 * SITE_INVALID with every problem in the context, and NOT_ALLOWED where whoever may not give cards (`mayGiveCards`) adds
 * some to the ones in force: which of them are somebody's would tell the numbers, thousands at a time.
 */
export function readSite(json: string, inForce: Site | null = null, mayGiveCards = true): IncomingSite {
  let isAllowed = true;
  const parsed = parseSite(json, (file) => {
    isAllowed = inForce === null || mayGiveCards || !addsCards(file);
    return withCardsInForce(file, inForce);
  });
  if (!isAllowed) throw staffError('NOT_ALLOWED', { command: 'settings.cards' });
  if (!parsed.ok) {
    const { problems } = parsed;
    throw siteError('SITE_INVALID', { summary: summaryOf(problems), problems });
  }
  const pins = new Map<string, string>();
  for (const staff of parsed.site.staff) if (staff.pin !== undefined) pins.set(staff.no, staff.pin);
  return { site: withoutSecrets(parsed.site), full: parsed.site, pins };
}

/**
 * The store as a site file: as it was imported, with the stock of this moment. Terminal keys and cards go in only where
 * they are asked for, cards as far as their numbers are known; PINs never. Imported again it gives the same store.
 */
export function exportSite(db: StoreDatabase, keys: TerminalKeys, { withKeys, withCards }: ExportOf): string {
  const exported = siteNow(db, (terminalId) => (withKeys ? keys.of(terminalId) : null));
  const isWhole = withCards && !hasHashedCards(exported);
  const asExported = marksOf(isWhole ? exported : withoutKnownCards(exported, exported));
  const file = isWhole ? exported : withCards ? withoutHashedCards(exported) : withoutCards(exported);
  return `${JSON.stringify({ ...file, asExported }, null, 1)}\n`;
}

/** The store as an export has it, without marks. `keyOf`: of a terminal, where it goes in. */
export function siteNow(db: StoreDatabase, keyOf: (terminalId: string) => string | null = () => null): Site {
  const { site } = db.state.site;
  const stock = allStock(db.read);
  const policies = db.state.rotation.policies();
  const { clockTypes: _clockTypes, ...store } = site.store;
  const clockTypes = clockTypeFields(db.state.clocks.types());
  return {
    ...site,
    store: clockTypes ? { ...store, clockTypes } : store,
    rotation: site.rotation.map(({ versions: _versions, ...entry }) => {
      const own = policies.filter((version) => version.group === entry.group);
      return own.length === 0 ? entry : { ...entry, versions: own.map(versionFields) };
    }),
    goods: site.goods.map((goods) => {
      const left = stock.get(goods.code);
      return left === undefined || goods.stock === undefined ? goods : { ...goods, stock: left };
    }),
    buses: site.buses.map((bus) => ({
      ...bus,
      terminals: bus.terminals.map(({ text, ...terminal }) => {
        const scbk = keyOf(terminalIdOf(bus.id, terminal.address));
        return { ...terminal, ...(scbk === null ? {} : { scbk }), ...(text ? { text } : {}) };
      }),
    })),
  };
}
