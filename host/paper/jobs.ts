import type { Language } from '../../core/kernel/money.ts';
import type { JobPayload } from '../../core/model/jobs.ts';
import type { SiteIndex } from '../../core/model/site/site-index.ts';
import type { StoreState } from '../../core/model/state.ts';

import { billJob } from './bill.ts';
import { callJob } from './call.ts';
import { dispatchJob } from './dispatch-slip.ts';
import type { AnyJobKind, JobFacts, JobKind, JobKindName, SpeakingFacts, TicketFacts } from './job-kind.ts';
import { orderJob } from './order-slip.ts';
import { payslipJob } from './payslip.ts';
import { preBillJob } from './pre-bill.ts';
import { reminderJob, terminalReminderJob } from './reminder.ts';
import { serviceCallJob } from './service-call.ts';
import { ticketSetting } from './ticket-setting.ts';
import { whyJob } from './why-slip.ts';

/** Every kind of job: what it prints or says, when it is overtaken, and its line for people. */
const kinds = {
  'announce-call': callJob,
  'announce-reminder': reminderJob,
  'announce-service': serviceCallJob,
  'print-dispatch': dispatchJob,
  'print-order': orderJob,
  'print-bill': billJob,
  'print-pre-bill': preBillJob,
  'print-payslip': payslipJob,
  'print-why': whyJob,
  'terminal-reminder': terminalReminderJob,
} as const satisfies { [N in JobKindName]: JobKind<N> };

const kindOf: Readonly<Record<JobKindName, AnyJobKind>> = kinds;

/** What a job prints. */
export interface JobTicket {
  /** For renderEscPos and renderSvg. */
  markup: string;
  kickDrawer: boolean;
}

/**
 * The ticket of a printing job, from what it carries and what has become of it since; null for a job that is not
 * printed. What a person asked for once more, and may exist already, says that it is a copy.
 */
export function jobTicket(job: JobFacts, facts: TicketFacts): JobTicket | null {
  const { payload } = job;
  const kind = kindOf[payload.kind];
  if (!kind.ticket) return null;
  const setting = { ...ticketSetting(facts, job.repeated ? 2 : 1), insteadOf: insteadOf(job) };
  return {
    markup: kind.ticket(payload, job, facts, setting),
    kickDrawer: kind.kicksDrawer?.(payload, job, facts) ?? false,
  };
}

/** The printer a slip was meant for, where another prints it: somebody has to carry it there. */
function insteadOf({ routedFrom }: JobFacts): string | undefined {
  return routedFrom?.replace(/^printer\//, '');
}

/** One sentence in its language. */
export interface Sentence {
  text: string;
  language: Language;
}

/**
 * What a job says aloud, in the order it is said: a call as often and in as many languages as the site wants it,
 * anything else once in each. Guests may have changed rooms since the job was made; the sentence names the room the
 * clock is in now. Empty for a job that is not spoken.
 */
export function sentencesOf(payload: JobPayload, facts: SpeakingFacts): Sentence[] {
  const { languages, repeat } = facts.site.site.voice;
  const { sentence, isRepeated } = kindOf[payload.kind];
  if (!sentence) return [];
  return languages.flatMap((language) => {
    const text = sentence(payload, language, facts);
    return Array.from({ length: isRepeated ? repeat : 1 }, () => ({ text, language }));
  });
}

/**
 * Whether what a job tells is no longer so: a device that was away must not send people where nobody waits for them.
 * @param at UTC ms
 */
export function isOvertaken(
  { payload, createdAt }: Pick<JobFacts, 'payload' | 'createdAt'>,
  state: StoreState,
  at: number,
): boolean {
  return kindOf[payload.kind].isOvertaken(payload, createdAt, state, at);
}

/** One line for people: what it is, the room, the technician or the articles. */
export function jobSummary({ payload }: Pick<JobFacts, 'payload'>, site: SiteIndex): Record<Language, string> {
  const { summary } = kindOf[payload.kind];
  return { 'zh-CN': summary(payload, site, 'zh-CN'), en: summary(payload, site, 'en') };
}
