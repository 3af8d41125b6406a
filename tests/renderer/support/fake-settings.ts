import type { SettingChange } from '../../../core/model/site/change-lines.ts';
import type { SettingsService } from '../../../host/parts/settings/service.ts';
import type { PlanView, SettingsChangesView } from '../../../host/parts/settings/views.ts';

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
    };
  }

  plans(): PlanView[] {
    return this.waiting;
  }
}
