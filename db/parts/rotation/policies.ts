import { type PolicyVersion, policyOf } from '../../../core/model/rotation/policy.ts';
import type { SectionKept } from '../../../core/model/site/sections.ts';
import type { WriteHandle } from '../../engine/connection.ts';
import type { JournalEventOf } from '../../engine/projection.ts';

type PolicySource = Pick<JournalEventOf<'rotation.policySet'>, 'seq' | 'at' | 'businessDate' | 'actor'>;

/** The settings say which policies there are: their entries are the first, later ones stand in them as versions. */
export function takePolicies(tx: WriteHandle, event: PolicySource, { rotation }: SectionKept<'rotation'>): void {
  tx.run('DELETE FROM rotation_policies');
  const versions = rotation.flatMap(({ group, versions: later = [] }) =>
    later.map(({ gender, from, preset, ...fields }): PolicyVersion => {
      return { group, gender: gender ?? null, fromDate: from, preset: preset ?? null, policy: policyOf(fields) };
    }),
  );
  versions.forEach((version, index) => {
    addPolicy(tx, event, index + 1, version);
  });
}

/** One version more. */
export function addPolicy(tx: WriteHandle, event: PolicySource, n: number, version: PolicyVersion): void {
  const { group, gender, fromDate, preset, policy } = version;
  tx.insert('rotation_policies', {
    seq: event.seq,
    n,
    groupCode: group,
    gender,
    fromDate,
    preset,
    policy: JSON.stringify(policy),
    setAt: event.at,
    setBy: event.actor,
    businessDate: event.businessDate,
  });
}
