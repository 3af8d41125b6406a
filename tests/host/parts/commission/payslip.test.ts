import { expect, it } from 'vitest';
import type { Language } from '../../../../core/kernel/money.ts';
import type { JobPayload } from '../../../../core/model/jobs.ts';

import type { Job } from '../../../../db/operational/jobs.ts';
import { renderSvg } from '../../../../hardware/printer/render.ts';
import { jobSummary } from '../../../../host/paper/jobs.ts';
import { payslipData, payslipTicket } from '../../../../host/paper/payslip.ts';

import { must } from '../../../db/shop-day.ts';
import { workedStore } from '../../../renderer/support/fake-pay.ts';

const isPayslip = (payload: JobPayload) => payload.kind === 'print-payslip';

/** The job that asking for 88's November makes, and where it goes. */
function printed() {
  const store = workedStore();
  store.act('commission.printPayslip', { month: '2026-11', payeeNo: '88' }, 'M01');
  const row = must(
    store.db.read.get<{ device: string; payload: string }>('SELECT device, payload FROM jobs ORDER BY seq DESC'),
  );
  const payload = JSON.parse(row.payload) as Extract<JobPayload, { kind: 'print-payslip' }>;
  return { store, device: row.device, payload };
}

function textOf(languages: readonly Language[]): string {
  const { store, payload } = printed();
  const setting = {
    ...{ store: { name: store.state.site.site.store.name }, timeZone: 'Asia/Shanghai', languages },
    ...{ printedAt: store.at, copyNumber: 1 },
  };
  return payslipTicket(payslipData(payload, store.db, setting));
}

it('prints on the printer of receipts where none is for payslips, and its line in the list has no amount', () => {
  const { store, device, payload } = printed();
  expect(isPayslip(payload)).toBe(true);
  expect(device).toBe('printer/front');
  const summary = jobSummary({ payload } as Job, store.state.site);
  expect(summary).toEqual({ 'zh-CN': '工资单 · 2026-11 · 88', en: 'Payslip · 2026-11 · 88' });
});

it('says where the pay comes from, what was corrected, the facts of attendance, and that the month is open', () => {
  const zh = textOf(['zh-CN']);
  for (const part of ['工资单', '本月未结', '88 许琴玲', '点钟', '加钟', '多计一钟', '￥215.80', '迟到', '考勤']) {
    expect(zh).toContain(part);
  }
  const en = textOf(['en']);
  for (const part of ['PAYSLIP', 'MONTH NOT CLOSED', 'Requested', 'No. 88', 'Correction', 'Attendance']) {
    expect(en).toContain(part);
  }
});

it('fits 58 and 80 mm', () => {
  const markup = textOf(['zh-CN', 'en']);
  for (const paperMm of [58, 80] as const) expect(renderSvg(markup, { paperMm })).toMatch(/^<svg/);
});
