import type { Section } from '../../core/model/site/sections.ts';

/** A section that a site file would make another than the store has it now. */
export interface SettingsChange {
  section: Section;
  /** Whether the file was edited there since it was exported; null where it does not tell. */
  isEdited: boolean | null;
  key: string;
  /** Who set it last, and when (UTC ms). */
  setBy?: string;
  setAt?: number;
}

/** What a file would change, in a refusal's context; what does not look like it is left out. */
export function changesIn(context: Readonly<Record<string, unknown>> | undefined): SettingsChange[] {
  const list = context?.sections;
  return Array.isArray(list) ? list.filter(isChange) : [];
}

function isChange(value: unknown): value is SettingsChange {
  return typeof value === 'object' && value !== null && 'section' in value && 'key' in value && 'isEdited' in value;
}
