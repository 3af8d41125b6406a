import type { SettingsPromise } from '../../core/rules/site/promises.ts';

export type { SettingsPromise };

/** What settings would break, in a refusal's context; what does not look like it is left out. */
export function promisesIn(context: Readonly<Record<string, unknown>> | undefined): SettingsPromise[] {
  const list = context?.promises;
  return Array.isArray(list) ? list.filter(isPromised) : [];
}

function isPromised(value: unknown): value is SettingsPromise {
  return typeof value === 'object' && value !== null && 'kind' in value && 'key' in value && 'no' in value;
}
