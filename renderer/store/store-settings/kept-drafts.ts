import { screenSections } from '../../../core/model/site/screen-sections.ts';
import type { SectionView } from '../../../host/parts/settings/views.ts';
import { isPracticePage } from '../../client/practice.ts';
import { keptSettings } from '../../client/storage.ts';
import { type Draft, type Drafts, editsIn, type Row } from './draft.ts';

/** What somebody edited in the settings and did not save, kept in the browser she works at; in a practice nothing is. */

/** A card's number is as good as the card: it is held to the reader anew. */
function withoutCards(draft: Draft): Draft {
  const rows = Object.entries(draft.rows).map(([sheet, own]) => [sheet, own.map(withoutCard)]);
  return { ...draft, rows: Object.fromEntries(rows) };
}

const withoutCard = ({ key, entry: { card: _, ...entry } }: Row): Row => ({ key, entry });

/** Keeps what is not saved; what is saved or discarded is kept no longer. */
export function keepDrafts(staffNo: string, store: string, drafts: Drafts): void {
  if (isPracticePage) return;
  const kept = screenSections.flatMap((section) => {
    const draft = drafts[section] && withoutCards(drafts[section]);
    return draft && editsIn(draft) > 0 ? [[section, draft] as const] : [];
  });
  keptSettings.set(staffNo, kept.length > 0 ? JSON.stringify({ store, drafts: Object.fromEntries(kept) }) : null);
}

/** What was kept for somebody in this store; what cannot be read (of another version of the program) is none. */
export function keptDrafts(staffNo: string, store: string): Drafts {
  if (isPracticePage) return {};
  try {
    const kept = JSON.parse(keptSettings.get(staffNo) ?? '{}') as { store?: string; drafts?: Drafts };
    if (kept.store !== store) return {};
    const readable = screenSections.flatMap((section) => {
      const draft = kept.drafts?.[section];
      return draft?.section === section && editsIn(draft) > 0 ? [[section, draft] as const] : [];
    });
    return Object.fromEntries(readable);
  } catch {
    return {};
  }
}

/** Whether a draft was begun in this store's past: an older version, or the one in force. */
export function isBegunHere({ base }: Draft, inForce: SectionView): boolean {
  return base.version < inForce.version || (base.version === inForce.version && base.setAt === inForce.setAt);
}
