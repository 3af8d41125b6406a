import type { StoreError } from '../../../core/kernel/error.ts';
import type { SettingChange } from '../../../core/model/site/change-lines.ts';
import { commandOfSection } from '../../../core/model/site/commands.ts';
import { idOf } from '../../../core/model/site/holders.ts';
import type { Site } from '../../../core/model/site/schema.ts';
import { type ScreenSection, screenSections } from '../../../core/model/site/screen-sections.ts';
import { type Sections, sectionsOf } from '../../../core/model/site/sections.ts';
import type { SectionPreview } from '../../../core/rules/site/decide.ts';
import { differenceOf, toldOf } from '../../../core/rules/site/difference.ts';
import type { SettingsPromise } from '../../../core/rules/site/promises.ts';
import type { AnyCommand } from '../../../host/contract/commands.ts';
import type { Proposal, SettingsService } from '../../../host/parts/settings/service.ts';
import type { PlanView, SectionView, SettingsChangesView, TurnedBackView } from '../../../host/parts/settings/views.ts';

const noon = Date.UTC(2026, 10, 21, 4);
const foot = { 'zh-CN': '足疗', en: 'Foot massage' };

/** A price that was lowered for ten minutes, with what else a file brought. */
export const changedLines: SettingChange[] = [
  {
    ...{ section: 'people', kind: 'staff', no: 'T01', name: '林工', how: 'changed', field: 'role' },
    ...{ before: 'technical', after: 'manager', right: 'settings.roles' },
  },
  {
    ...{ section: 'people', kind: 'technician', no: '8', name: '陈秀', how: 'changed', field: 'card' },
    ...{ before: '***', after: '***', right: 'settings.cards' },
  },
  {
    ...{ section: 'items', kind: 'service', no: '101', name: foot, how: 'changed', field: 'price' },
    ...{ before: 13_800, after: 1, right: 'settings.prices' },
  },
  {
    ...{ section: 'rooms', kind: 'room', no: '209', name: null, how: 'added', field: null },
    ...{ before: null, after: null, right: 'settings.edit' },
  },
];

/** What was changed in the settings, and one plan that waits to be confirmed. */
export class FakeSettings implements SettingsService {
  readonly asked: ({ from: string; to: string } | null)[] = [];
  waiting: PlanView[] = [
    {
      planId: '0197a000-0000-7000-8000-000000000009',
      section: 'items',
      fromDate: '2026-11-20',
      setBy: 'T01',
      setAt: noon - 86_400_000,
      confirmedBy: null,
      waitsFor: 'SETTINGS_PLAN_SUSPENDED',
      changes: changedLines.slice(2, 3),
    },
  ];

  /** Refuses the next preview with this. */
  refusePreview: StoreError | null = null;
  /** What the next preview says that it breaks. */
  promised: SettingsPromise[] = [];
  readonly previewed: Proposal[] = [];
  readonly #versions = new Map<string, number>();
  #sections: Sections;

  constructor(site: Site) {
    this.#sections = sectionsOf(site, true) as Sections;
  }

  section<S extends ScreenSection>(section: S): SectionView<S> {
    const { technicians, staff } = this.#sections.people;
    return {
      ...{ section, version: this.#versions.get(section) ?? 1, setBy: 'M01', setAt: noon, today: '2026-11-21' },
      value: withBare(this.#sections[section]),
      withCard: [...technicians, ...staff].filter(({ card }) => card).map(idOf),
      plannedFrom: section === 'items' ? '2026-11-20' : null,
    };
  }

  turnedBack<S extends ScreenSection>(seq: number, section: S): TurnedBackView<S> | null {
    const [row] = this.changes(null).rows.filter((one) => one.seq === seq);
    const lines = row?.changes.filter((one) => one.section === section) ?? [];
    if (!row || lines.length === 0) return null;
    // Another price is enough for the screen: which one is the store's to say.
    const value = JSON.parse(JSON.stringify(withBare(this.#sections[section]))) as Sections[S];
    for (const item of 'services' in value ? value.services.slice(0, 1) : []) item.price += 500;
    const stays = lines.filter(({ field }) => field === 'card');
    return { section, value, actor: row.actor, at: row.at, stays };
  }

  preview(proposal: Proposal, staffNo: string): SectionPreview {
    this.previewed.push(proposal);
    const refusal = this.refusePreview;
    this.refusePreview = null;
    if (refusal) throw refusal;
    const { section, value } = proposal;
    const before = { [section]: withBare(this.#sections[section]) };
    const changes = toldOf(differenceOf(before, { [section]: value }, [section]));
    const missing = staffNo.startsWith('M') ? [] : changes;
    const { promised: promises } = this;
    this.promised = [];
    return { changes, missing, promises, key: `lines ${changes.length}` };
  }

  /** A section that was set by a command. */
  take({ name, data }: AnyCommand): void {
    const section = screenSections.find((one) => name === commandOfSection(one));
    if (!section || !('value' in data)) return;
    this.#sections = { ...this.#sections, [section]: data.value };
    this.changedElsewhere(section);
  }

  /** A section has another version than screens have seen. */
  changedElsewhere(section: ScreenSection): void {
    this.#versions.set(section, (this.#versions.get(section) ?? 1) + 1);
  }

  changes(days: { from: string; to: string } | null): SettingsChangesView {
    this.asked.push(days);
    const today = '2026-11-21';
    const row = { businessDate: today, station: 'desk', actor: 'T01' } as const;
    const back = changedLines.slice(2, 3).map((one) => ({ ...one, before: one.after, after: one.before }));
    return {
      ...(days ?? { from: '2026-10-23', to: today }),
      today,
      rows: [
        { ...row, seq: 812, at: noon, way: 'section', allowedBy: null, changes: back },
        { ...row, seq: 800, at: noon - 600_000, way: 'import', allowedBy: 'M01', changes: changedLines },
      ],
      times: [{ seq: 806, at: noon - 300_000, actor: 'M01', minutes: -180 }],
    };
  }

  plans(): PlanView[] {
    return this.waiting;
  }
}

/** A section without cards. */
function withBare<Value>(value: Value): Value {
  return JSON.parse(JSON.stringify(value, (name, one: unknown) => (name === 'card' ? undefined : one))) as Value;
}
