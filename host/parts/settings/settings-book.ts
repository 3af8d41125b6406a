import { randomUUID } from 'node:crypto';
import { cardsIn } from '../../../core/kernel/card-fields.ts';
import { addDays } from '../../../core/kernel/time.ts';
import { changesOf, type SettingChange } from '../../../core/model/site/change-lines.ts';
import { idOf } from '../../../core/model/site/holders.ts';
import type { ScreenSection } from '../../../core/model/site/screen-sections.ts';
import { type SectionKept, sectionsOf } from '../../../core/model/site/sections.ts';
import { sectionsIn } from '../../../core/model/site/told.ts';
import { changesOfPlan, previewSection, type SectionPreview, whyPlanWaits } from '../../../core/rules/site/decide.ts';
import { differenceOf } from '../../../core/rules/site/difference.ts';
import { turnedBack } from '../../../core/rules/site/turn-back.ts';
import { textDigest } from '../../../core/seal/text-digest.ts';
import { journalAfter } from '../../../db/engine/journal.ts';
import { timeSettingsBetween } from '../../../db/parts/incidents/queries.ts';
import { changeAt, changesBetween, settingsAround } from '../../../db/parts/site/settings.ts';
import type { StoreDatabase } from '../../../db/store-database.ts';
import type { Proposal, SettingsService } from './service.ts';
import type { PlanView, SectionView, SettingsChangesView, TurnedBackView } from './views.ts';

export interface SettingsBookOptions {
  db: StoreDatabase;
  /** UTC ms. */
  now(): number;
  businessDate(): string;
}

/** So many days are shown where nobody says which. */
const daysShown = 30;

/** The settings as they are, what was changed in them, what is planned, and what a change would do. */
export class SettingsBook implements SettingsService {
  readonly #options: SettingsBookOptions;

  constructor(options: SettingsBookOptions) {
    this.#options = options;
  }

  changes(days: { from: string; to: string } | null): SettingsChangesView {
    const { db, businessDate } = this.#options;
    const today = businessDate();
    const { from, to } = days ?? { from: addDays(today, 1 - daysShown), to: today };
    const times = timeSettingsBetween(db.read, from, to);
    return { from, to, today, rows: changesBetween(db.read, from, to), times };
  }

  section<S extends ScreenSection>(section: S): SectionView<S> {
    const { db, businessDate } = this.#options;
    const { settings, site } = db.state;
    const given = sectionsOf(site.site, site.demo)[section];
    const last = settings.versions().find((one) => one.section === section);
    const { version = 0, setBy = 'system', setAt = 0 } = last ?? {};
    const { technicians, staff, wristbands } = site.site;
    const people = section === 'people' ? [...technicians, ...staff] : [];
    const holders = section === 'cards' ? wristbands : people;
    return {
      ...{ section, version, setBy, setAt, today: businessDate() },
      value: withoutCardsOf(given) as SectionKept<S>,
      withCard: holders.filter(({ card }) => card !== undefined).map(idOf),
      plannedFrom: settings.plans().find((one) => one.section === section)?.fromDate ?? null,
    };
  }

  turnedBack<S extends ScreenSection>(seq: number, section: S): TurnedBackView<S> | null {
    const { read } = this.#options.db;
    const row = changeAt(read, seq);
    const lines = row ? changesOf(section, row.changes) : [];
    const around = lines.length > 0 ? settingsAround(read, section, seq) : null;
    if (!row || !around) return null;
    const now = this.section(section).value;
    const { before, after } = {
      before: this.#setAt(around.before, section),
      after: this.#setAt(around.after, section),
    };
    const value = turnedBack({ before, after, now });
    const apart = differenceOf({ [section]: before }, { [section]: value }, [section]);
    const isApart = (line: SettingChange) => apart.some((one) => isAboutSame(one, line));
    const stays = lines.filter((line) => line.field === 'card' || isApart(line));
    return { section, value, actor: row.actor, at: row.at, stays };
  }

  /** What a row of the journal set a section to, without cards. */
  #setAt<S extends ScreenSection>(seq: number, section: S): SectionKept<S> {
    const { read, keys } = this.#options.db;
    const [event] = journalAfter(read, seq - 1, 1, keys);
    const told = event ? sectionsIn(event)?.[section] : undefined;
    if (!told) throw new Error(`row ${seq} of the journal sets no ${section}`);
    return withoutCardsOf(told) as SectionKept<S>;
  }

  preview({ section, ...setting }: Proposal, staffNo: string): SectionPreview {
    const { db, now, businessDate } = this.#options;
    cardsIn(setting.value, (card) => db.meetCard(card));
    const ctx = { at: now(), businessDate: businessDate(), actor: staffNo, newId: randomUUID, digestOf: textDigest };
    return previewSection(db.state, section, setting as never, ctx);
  }

  plans(): PlanView[] {
    const { state } = this.#options.db;
    const businessDate = this.#options.businessDate();
    return state.settings.plans().map((plan) => {
      const { planId, section, fromDate, setBy, setAt, confirmedBy } = plan;
      const waitsFor = whyPlanWaits(state, plan, { businessDate })?.code ?? null;
      const changes = changesOfPlan(state, plan);
      return { planId, section, fromDate, setBy, setAt, confirmedBy, waitsFor, changes };
    });
  }
}

/** Whether two lines say something of the same field, or of the same thing as a whole. */
function isAboutSame(one: SettingChange, other: SettingChange): boolean {
  return one.kind === other.kind && one.no === other.no && one.field === other.field;
}

/** A section without cards, its fields in their order. */
function withoutCardsOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutCardsOf);
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).filter(([name]) => name !== 'card' && name !== 'lostCards');
  return Object.fromEntries(fields.map(([name, one]) => [name, withoutCardsOf(one)]));
}
