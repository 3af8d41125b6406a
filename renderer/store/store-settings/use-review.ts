import { useQueryClient } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CommandInput } from '../../../core/model/commands.ts';
import type { SettingChange } from '../../../core/model/site/change-lines.ts';
import type { ScreenSection } from '../../../core/model/site/screen-sections.ts';
import type { SectionView } from '../../../host/parts/settings/views.ts';
import { act, tellRefused, tryAct } from '../../client/act.ts';
import { api } from '../../client/api.ts';
import { refusalOf, textOfError } from '../../client/errors.ts';
import { promisesIn, type SettingsPromise } from '../../client/settings-promises.ts';
import { problemsIn, type SiteProblem } from '../../client/site-problems.ts';
import { showDone, showUndo } from '../../components/undo.tsx';
import { type Draft, setTo } from './draft.ts';
import type { SectionValue } from './sheet.ts';

/** What a draft would do, as the store says it; null while it is asked. */
export interface Previewed {
  changes: SettingChange[];
  missing: SettingChange[];
  promises: SettingsPromise[];
  key: string;
}

/** Why it cannot be done, or not yet. */
export interface Refused {
  text: string;
  code: string;
  problems: SiteProblem[];
  /** Who changed the section meanwhile, when, and which lines. */
  by: { at: number; actor: string; changes: SettingChange[] }[];
}

const commands = {
  rooms: 'settings.setRooms',
  people: 'settings.setPeople',
  items: 'settings.setItems',
  goods: 'settings.setGoods',
  tenders: 'settings.setTenders',
  store: 'settings.setStore',
  cards: 'settings.setCards',
  attendance: 'settings.setAttendance',
  commission: 'settings.setCommission',
  printers: 'settings.setPrinters',
  terminals: 'settings.setTerminals',
  readers: 'settings.setReaders',
  voice: 'settings.setVoice',
} as const satisfies Record<ScreenSection, string>;
type Name = (typeof commands)[ScreenSection];

function refusedBy(error: unknown): Refused {
  const { code = '', context = {} } = refusalOf(error) ?? {};
  const by = Array.isArray(context.by) ? (context.by as Refused['by']) : [];
  return { text: textOfError(error), code, problems: problemsIn(context), by };
}

const proposalOf = (section: ScreenSection, value: SectionValue, basedOn: number, fromDate: string | null) =>
  ({ section, value, basedOn, ...(fromDate !== null && { fromDate }) }) as never;

/** Sets a section, having read what that does. */
function setSection(
  section: ScreenSection,
  { value, basedOn, fromDate, of }: { value: SectionValue; basedOn: number; fromDate: string | null; of: Previewed },
) {
  return tryAct<Name>(commands[section], {
    ...{ value, basedOn, read: of.key, despite: of.promises.map(({ key }) => key) },
    ...(fromDate !== null && { fromDate }),
  } as CommandInput<Name>);
}

/**
 * Back to what it was: a change of its own, refused where something counts on it by now. Tells what came of it; whoever
 * is back (`isBack`) has no card.
 */
async function changeBack(
  { section, value, version }: SectionView,
  isBack: boolean,
  t: TFunction<'store-settings'>,
): Promise<void> {
  const basedOn = version + 1;
  try {
    const of = await api.settings.preview.query(proposalOf(section, value, basedOn, null));
    await setSection(section, { value, basedOn, fromDate: null, of: { ...of, promises: [] } });
    showDone(t(isBack ? 'undoneWithoutCard' : 'undone'));
  } catch (error) {
    const { text, by } = refusedBy(error);
    tellRefused(by.length > 0 ? t('undoChanged') : t('undoRefused', { why: text }));
  }
}

/** Shows what a draft would do, from which day, and does it. */
export function useReview(draft: Draft, onSaved: () => void) {
  const { t } = useTranslation('store-settings');
  const queryClient = useQueryClient();
  const [previewed, setPreviewed] = useState<Previewed | null>(null);
  const [refused, setRefused] = useState<Refused | null>(null);
  const [isBusy, setBusy] = useState(false);
  const asked = useRef(0);
  const { section, base } = draft;
  const preview = async (fromDate: string | null) => {
    asked.current += 1;
    const mine = asked.current;
    setPreviewed(null);
    setRefused(null);
    try {
      const found = await api.settings.preview.query(proposalOf(section, setTo(draft), base.version, fromDate));
      // The answer to a day that was chosen before is none.
      if (mine === asked.current) setPreviewed(found);
    } catch (error) {
      if (mine === asked.current) setRefused(refusedBy(error));
    }
  };

  const save = async (fromDate: string | null) => {
    if (isBusy || !previewed) return;
    setBusy(true);
    try {
      const answer = await setSection(section, { value: setTo(draft), basedOn: base.version, fromDate, of: previewed });
      const planned = answer.events.find(({ type }) => type === 'settings.planned');
      // Whoever would come back has no card then.
      const losesCards = previewed.changes.some(({ how, field }) => how === 'removed' && field === 'card');
      if (planned && 'planId' in planned.payload) {
        const { planId } = planned.payload as { planId: string };
        showUndo(t('planned'), () => void act('settings.withdrawPlan', { planId }));
      } else {
        showUndo(t('saved', { count: previewed.changes.length }), () => void changeBack(base, losesCards, t));
      }
      await queryClient.invalidateQueries({ queryKey: ['settings'] });
      onSaved();
    } catch (error) {
      const found = refusedBy(error);
      const promises = promisesIn(refusalOf(error)?.context);
      // What was promised meanwhile is read first.
      if (promises.length > 0) setPreviewed({ ...previewed, promises });
      else setRefused(found);
    } finally {
      setBusy(false);
    }
  };
  return { previewed, refused, isBusy, preview, save };
}
