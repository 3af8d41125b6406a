import { addDays } from '../../../core/kernel/time.ts';
import { defaultClockTypes } from '../../../core/model/clock-types/clock-types.ts';
import type { CommandInput } from '../../../core/model/commands.ts';
import {
  defaultPolicy,
  effectsFor,
  presetNames,
  presetOf,
  type QueuePolicy,
  rotationEvents,
} from '../../../core/model/rotation/policy.ts';
import type { Site, SiteTechnician } from '../../../core/model/site/schema.ts';
import { sectionsOf } from '../../../core/model/site/sections.ts';
import { versionOf } from '../../../core/model/site/settings.ts';

import type { TestStore } from '../test-store.ts';
import type { AnyCommand } from './any-command.ts';

const technicians = ['1', '2', '3', '51', '81', '88'];
const reason = 'because';

/** What a manager could do in the middle of a day: settings, marks, approvals, corrections. `numbers` choose. */
export function anySetting(store: TestStore, numbers: readonly number[]): AnyCommand {
  const left = [...numbers];
  const pick = (count: number) => (left.shift() ?? 0) % count;
  const of = <T>(list: readonly T[], otherwise: T): T => list[pick(list.length)] ?? otherwise;
  const technicianNo = of(technicians, '1');
  switch (pick(11)) {
    case 0:
      return { name: 'rotation.setPolicy', data: anyPolicySet(store, pick), actor: 'M01' };
    case 1: {
      const [type, paidAs] = [
        of(['picked', 'call'] as const, 'call'),
        of(['rotation', 'requested'] as const, 'rotation'),
      ];
      const countsAs = of(['rotation', 'requested', 'none'] as const, 'none');
      const types = { ...defaultClockTypes, [type]: { countsAs, paidAs } };
      return { name: 'rotation.setClockTypes', data: { types }, actor: 'M01' };
    }
    case 2:
      return { name: 'site.import', data: { site: anySite(store.state.site.site, pick), demo: true }, actor: 'M01' };
    case 3:
      return { name: 'technician.hold', data: { technicianNo, minutes: 1 + pick(40), reason } };
    case 4: {
      const isOn = store.state.technicians.marks(technicianNo)?.pauseAsked !== true && pick(2) === 0;
      return { name: 'technician.pauseAfter', data: { technicianNo, isOn } };
    }
    case 5: {
      // Nobody stays stopped for long: the day is to go on.
      const stopped = store.state.technicians.allMarks().find(({ stoppedSince }) => stoppedSince !== null);
      const name = stopped ? ('technician.letGoOn' as const) : ('technician.stop' as const);
      return { name, data: { technicianNo: stopped?.technicianNo ?? technicianNo, reason }, actor: 'M01' };
    }
    case 6:
      return { name: 'technician.endDueHolds', data: {} };
    case 8:
      return { name: 'settings.setPeople', data: anyPeople(store, pick), actor: 'M01' };
    case 9:
      return { name: 'settings.takeEffect', data: {} };
    case 7: {
      const data = { payeeNo: technicianNo, aboutMonth: '2026-11', amountMinor: pick(900) - 450, reason };
      return { name: 'commission.correct', data, actor: 'M01' };
    }
    default:
      return { name: 'technician.rest', data: { technicianNo, kind: 'meal' } };
  }
}

/** People come under the numbers of others, take other numbers, and change them; now, or from tomorrow on. */
function anyPeople(store: TestStore, pick: (count: number) => number): CommandInput<'settings.setPeople'> {
  const { people } = sectionsOf(store.state.site.site, true);
  // Mostly of those who can: whoever is on duty keeps the number.
  const off = people.technicians.filter(({ no }) => store.state.technicians.byNo(no)?.duty === 'off');
  const numbers = [...off.slice(0, 12).map(({ no }) => no), '1'];
  const [first = '', second = ''] = [pick(numbers.length), pick(numbers.length)].map((at) => numbers[at]);
  const isNew = pick(2) === 0;
  // Somebody new under a number, or two who change numbers.
  const changed = ({ id, ...one }: SiteTechnician): SiteTechnician => {
    if (isNew) return one.no === first ? { ...one, name: `新${store.seq}`, hiredOn: '2026-11-21' } : { id, ...one };
    const no = one.no === first ? second : one.no === second ? first : one.no;
    return { id, ...one, no };
  };
  const value = { ...people, technicians: people.technicians.map(changed) };
  const basedOn = versionOf(store.state.settings, 'people');
  return { basedOn, ...(pick(3) === 0 ? { fromDate: addDays(store.businessDate, 1) } : {}), value };
}

/** A preset, or one with an effect of another kind, from today on or from tomorrow. */
function anyPolicySet(store: TestStore, pick: (count: number) => number): CommandInput<'rotation.setPolicy'> {
  const preset = presetNames[pick(presetNames.length)] ?? 'default';
  const { noTurnItems, effects, ...policy }: QueuePolicy = presetOf(preset, {
    ...defaultPolicy,
    dailyCap: 3 + pick(3),
  });
  const happened = rotationEvents[pick(rotationEvents.length)] ?? 'extended';
  const effect = effectsFor(happened)[pick(effectsFor(happened).length)] ?? 'keep';
  const group = ['foot', 'massage', 'spa'][pick(3)] ?? 'foot';
  const isByGender = store.state.site.rotation.get(group)?.byGender ?? false;
  return {
    group,
    gender: isByGender && pick(2) === 0 ? 'F' : null,
    fromDate: addDays(store.businessDate, pick(3) === 0 ? 1 : 0),
    preset: null,
    policy: { ...policy, noTurnItems: [...noTurnItems], effects: { ...effects, [happened]: effect } },
  };
}

/** The store's own file with something changed: groups, prices, pay, rules of clocks. */
function anySite(site: Site, pick: (count: number) => number): Site {
  switch (pick(5)) {
    case 0: {
      const groups = [['foot'], ['foot', 'spa'], ['foot', 'spa', 'massage']][pick(3)] ?? ['foot'];
      return { ...site, technicians: site.technicians.map((one) => (one.no === '1' ? { ...one, groups } : one)) };
    }
    case 1: {
      const byGender = pick(2) === 0;
      return { ...site, rotation: site.rotation.map((one) => (one.group === 'massage' ? { ...one, byGender } : one)) };
    }
    case 2: {
      const price = 13_800 + 100 * pick(9);
      return { ...site, services: site.services.map((one) => (one.code === '101' ? { ...one, price } : one)) };
    }
    case 3: {
      const amount = 4_000 + pick(999);
      const commission = site.commission.map((rule, index): Site['commission'][number] =>
        index === 0 ? { ...rule, pay: { kind: 'fixed', amount } } : rule,
      );
      return { ...site, commission };
    }
    default:
      return { ...site, store: { ...site.store, cancelGraceMinutes: pick(15), toRoomMinutes: 1 + pick(4) } };
  }
}
