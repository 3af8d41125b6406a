import { whySentence } from '../../core/model/rotation/why.ts';
import type { JobPayload } from '../../core/parts/jobs.ts';
import type { StoreDatabase } from '../../db/store-database.ts';
import type { TicketSetting, WhySlipData } from './ticket-data.ts';

const genders = { F: { 'zh-CN': '女', en: 'women' }, M: { 'zh-CN': '男', en: 'men' } } as const;

/** Why somebody stands where she or he stands, as it was when the slip was asked for. */
export function whySlipData(
  { queueId, technicianNo, at, position, steps }: Extract<JobPayload, { kind: 'print-why' }>,
  { state }: StoreDatabase,
  setting: TicketSetting,
): WhySlipData {
  const { site } = state;
  const queue = site.queues.find(({ id }) => id === queueId);
  const group = site.site.groups.find(({ code }) => code === queue?.group)?.name ?? { 'zh-CN': queueId, en: queueId };
  const gender = queue?.gender ? genders[queue.gender] : null;
  return {
    ...setting,
    technicianNo,
    technicianName: site.technicians.get(technicianNo)?.name,
    queueName: gender ? { 'zh-CN': `${group['zh-CN']} ${gender['zh-CN']}`, en: `${group.en}, ${gender.en}` } : group,
    position: position ?? undefined,
    at,
    steps: steps.map((step) => ({
      at: step.at,
      sentence: { 'zh-CN': whySentence(step, 'zh-CN'), en: whySentence(step, 'en') },
    })),
  };
}
