import { type PolicyVersion, policyOf } from '../../../core/model/rotation/policy.ts';
import type { Site } from '../../../core/model/site/schema.ts';
import type { WriteHandle } from '../../engine/connection.ts';
import type { JournalEventOf } from '../../engine/projection.ts';

type PolicySource = Pick<JournalEventOf<'rotation.policySet'>, 'seq' | 'at' | 'businessDate' | 'actor'>;

/** A site file says which policies there are: its entries are the first, later ones stand in it as versions. */
export function takePolicies(tx: WriteHandle, event: PolicySource, site: Site): void {
  tx.run('DELETE FROM rotation_policies');
  const versions = site.rotation.flatMap(({ group, versions: later = [] }) =>
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
