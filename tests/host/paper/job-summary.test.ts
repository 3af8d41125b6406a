import { describe, expect, it } from 'vitest';
import { type Job, jobsIn } from '../../../db/operational/jobs.ts';
import { jobSummary } from '../../../host/paper/jobs.ts';

import { must, ShopDay } from '../../db/shop-day.ts';

/** Every kind of job a day makes, by kind. */
function jobsOfADay(): { day: ShopDay; jobs: Map<string, Job> } {
  const day = new ShopDay();
  day.writeWholeDay();
  return { day, jobs: new Map(jobsIn(day.db.read, 'waiting').map((job) => [job.payload.kind, job])) };
}

describe('the line for people', () => {
  const { day, jobs } = jobsOfADay();

  it.each([
    ['announce-reminder', '催钟 · 201 房 · 1 号技师', 'Reminder · room 201 · technician 1'],
    ['terminal-reminder', '催钟 · 201 房 · 1 号技师', 'Reminder · room 201 · technician 1'],
    ['announce-service', '呼叫服务 · 201 房', 'Call for service · room 201'],
    [
      'print-dispatch',
      '派钟单 · 202 房 · 1 号技师 · 经典足疗',
      'Dispatch · room 202 · technician 1 · Classic foot care',
    ],
    ['print-order', '出品单 · 202 房 · 龙井茶 ×2', 'Order · room 202 · Longjing tea ×2'],
    ['print-pre-bill', '预打单 · 201 房 · ¥0.00', 'Pre-bill · room 201 · CN¥0.00'],
    ['announce-call', '请 1 号技师到 202 房做经典足疗', 'Technician 1, please go to room 202 for Classic foot care.'],
  ])('of %s names room, technician or articles', (kind, zh, en) => {
    expect(jobSummary(must(jobs.get(kind)), day.db.state.site)).toEqual({ 'zh-CN': zh, en });
  });

  it('of a bill names its number and total', () => {
    const { 'zh-CN': zh, en } = jobSummary(must(jobs.get('print-bill')), day.db.state.site);
    expect(zh).toMatch(/^账单 B1121-0001 · 201 房 · ¥[\d,]+\.00$/);
    expect(en).toMatch(/^Bill B1121-0001 · room 201 · CN¥[\d,]+\.00$/);
  });

  it('of a changed dispatch slip says that it is one', () => {
    const job = must(jobs.get('print-dispatch'));
    if (job.payload.kind !== 'print-dispatch') throw new Error('another job');
    const changed = { ...job, payload: { ...job.payload, insteadOf: '102' } };
    expect(jobSummary(changed, day.db.state.site)).toEqual({
      'zh-CN': '改单 · 202 房 · 1 号技师 · 经典足疗',
      en: 'Changed · room 202 · technician 1 · Classic foot care',
    });
  });

  it('goes by the code of what the site does not have any more', () => {
    const job = must(jobs.get('print-order'));
    const site = { ...day.db.state.site, goods: new Map() };
    expect(jobSummary(job, site)['zh-CN']).toBe('出品单 · 202 房 · D01 ×2');
  });
});
