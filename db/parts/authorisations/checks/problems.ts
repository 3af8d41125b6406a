import type { ProblemTexts } from '../../../engine/problems.ts';

/** What may not fit of approvals. */
export const authorisationProblems = {
  AUTHORISATION_NOT_ALLOWED: {
    en: 'Row {seq}: {givenBy} may not give authorisation {authorisationId}, or not for so long',
    'zh-CN': '第 {seq} 行：{givenBy} 无权给出授权 {authorisationId}，或有效期过长',
  },
  AUTHORISATION_MISSING: {
    en: 'Journal row {seq} ({act} of {subject}) stands without the authorisation it needs',
    'zh-CN': '流水第 {seq} 行（{act}，{subject}）缺少所需的授权',
  },
  AUTHORISATION_NOT_NEEDED: {
    en: 'Journal row {seq} uses authorisation {authorisationId} up for nothing that needs it',
    'zh-CN': '流水第 {seq} 行用掉了授权 {authorisationId}，却没有需要它的操作',
  },
  AUTHORISATION_NEVER_GIVEN: {
    en: 'Journal row {seq} uses authorisation {authorisationId}, which nobody gave',
    'zh-CN': '流水第 {seq} 行使用了从未给出的授权 {authorisationId}',
  },
  AUTHORISATION_USED_TWICE: {
    en: 'Journal row {seq} uses authorisation {authorisationId} a second time',
    'zh-CN': '流水第 {seq} 行重复使用了授权 {authorisationId}',
  },
  AUTHORISATION_FOR_ANOTHER: {
    en: 'Journal row {seq} uses authorisation {authorisationId} for something else than it was given for',
    'zh-CN': '流水第 {seq} 行把授权 {authorisationId} 用在了别的操作上',
  },
  AUTHORISATION_TOO_LATE: {
    en: 'Journal row {seq} uses authorisation {authorisationId} after its time',
    'zh-CN': '流水第 {seq} 行使用授权 {authorisationId} 时已过期',
  },
} as const satisfies ProblemTexts;

export type AuthorisationProblem = keyof typeof authorisationProblems;
