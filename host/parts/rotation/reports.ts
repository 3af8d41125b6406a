import { type PolicyFile, versionsOf } from '../../../core/what-if/policy-file.ts';
import type { ReportSetting } from '../../contract/reports.ts';
import { lookBack } from './look-back.ts';

/** What of the rotation is read as reports. */
export function rotationReports({ reader, onProgress }: ReportSetting) {
  return {
    'rotation.whatIf': ({ fromDate, toDate, policy }: { fromDate: string; toDate: string; policy: PolicyFile }) => {
      const groups = reader.state.site.site.groups.map(({ code }) => code);
      const question = { fromDate, toDate, versions: versionsOf(policy, groups) };
      return lookBack({ read: reader.read, question, onProgress });
    },
  };
}

export type RotationReports = ReturnType<typeof rotationReports>;
