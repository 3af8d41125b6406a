import type { SiteProblem } from '../../core/rules/site/parse.ts';

export type { SiteProblem };

/** The problems of a site file in a refusal's context; what does not look like one is left out. */
export function problemsIn(context: Readonly<Record<string, unknown>> | undefined): SiteProblem[] {
  const list = context?.problems;
  return Array.isArray(list) ? list.filter(isProblem) : [];
}

function isProblem(value: unknown): value is SiteProblem {
  return typeof value === 'object' && value !== null && 'path' in value && 'allowed' in value && 'value' in value;
}
