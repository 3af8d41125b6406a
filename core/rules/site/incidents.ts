import type { JournalEvent } from '../../model/events.ts';
import type { IncidentFacts, IncidentKind } from '../../model/incident.ts';
import { type SettingRight, settingRights } from '../../model/site/change-lines.ts';

const kinds: Readonly<Partial<Record<SettingRight, IncidentKind>>> = {
  'settings.roles': 'roles-changed',
  'settings.cards': 'cards-changed',
  'settings.prices': 'prices-changed',
  'settings.pay': 'pay-changed',
  'settings.policies': 'policies-changed',
  'rotation.policy': 'policies-changed',
  'settings.devices': 'devices-changed',
};

/** As which incident a line of a change stands on the list; null: it is no weighty one. */
export function incidentOfRight(right: SettingRight): IncidentKind | null {
  return kinds[right] ?? null;
}

/** Weighty changes of the settings stand on the list, also where they are taken back a minute later. */
export function changeIncidents({ type, payload }: JournalEvent): IncidentFacts[] {
  if (type !== 'settings.changed') return [];
  const allowedBy = payload.approval?.allowedBy ?? null;
  const found = new Set(settingRights.flatMap((right) => incidentOfRight(right) ?? []));
  return [...found]
    .filter((kind) => payload.changes.some(({ right }) => incidentOfRight(right) === kind))
    .map((kind) => ({ kind, allowedBy }));
}
