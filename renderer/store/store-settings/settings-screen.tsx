import { Alert, Button, Group, Modal, NativeSelect, Text, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ScreenSection, screenSections } from '../../../core/model/site/screen-sections.ts';
import type { SectionView } from '../../../host/parts/settings/views.ts';
import { api } from '../../client/api.ts';
import { useCatalog } from '../../client/catalog.ts';
import { hashOf, holdLeaving, navigate, useRoute } from '../../client/router.ts';
import { useMay, useSession } from '../../client/session.ts';
import { AsyncBoundary } from '../../components/async-boundary.tsx';
import { type Draft, type Drafts, draftOf, editsIn } from './draft.ts';
import { isBegunHere, keepDrafts, keptDrafts } from './kept-drafts.ts';
import { Roles } from './roles.tsx';
import { type SheetId, sheetIds } from './sheet.ts';
import { SheetEditor } from './sheet-editor.tsx';
import { sheets, sheetsOf } from './sheets.ts';
import classes from './store-settings.module.css';
import { TurnBack } from './turn-back.tsx';

const shownIds = [...sheetIds, 'roles'] as const;
type Shown = (typeof shownIds)[number];

/** The settings that change while a store runs: lists, each edited as a whole and shown before it is set. */
export default function SettingsScreen() {
  const staffNo = useSession()?.staffNo ?? '';
  return <Settings key={staffNo} staffNo={staffNo} />;
}

function Settings({ staffNo }: { staffNo: string }) {
  const { t } = useTranslation('store-settings');
  const store = useCatalog().store.name['zh-CN'];
  const { params } = useRoute();
  const { shown, back } = askedFor(params);
  const [kept] = useState(() => keptDrafts(staffNo, store));
  const [drafts, setDrafts] = useState<Drafts>(kept);
  useEffect(() => keepDrafts(staffNo, store, drafts), [staffNo, store, drafts]);
  const isTyping = useRef(false);
  const [leaving, setLeaving] = useState<{ go: () => void } | null>(null);
  const edited = screenSections.filter((section) => (drafts[section] ? editsIn(drafts[section]) > 0 : false));
  useHeld(
    () => edited.length > 0 || isTyping.current,
    (go) => setLeaving({ go }),
  );
  const show = (id: Shown) => {
    const go = () => navigate('store-settings', { sheet: id });
    if (isTyping.current) setLeaving({ go });
    else go();
  };
  return (
    <div className={classes.screen}>
      <VisuallyHidden component="h1">{t('title')}</VisuallyHidden>
      <Lists shown={shown} edited={edited} onShow={show} />
      <div className={classes.sheet}>
        {back !== null && <TurnBack {...back} onClose={() => navigate('store-settings', { sheet: shown })} />}
        {shown === 'roles' ? (
          <Roles />
        ) : (
          <Section
            key={shown}
            id={shown}
            drafts={drafts}
            kept={kept}
            onDraft={(section, draft) => setDrafts((before) => ({ ...before, [section]: draft }))}
            onTyping={(is) => {
              isTyping.current = is;
            }}
          />
        )}
      </div>
      {leaving && (
        <Leaving
          onStay={() => setLeaving(null)}
          onGo={() => {
            isTyping.current = false;
            setLeaving(null);
            leaving.go();
          }}
        />
      )}
    </div>
  );
}

/** The list an address names, or the first of the section of which a change is to be turned back. */
function askedFor(params: URLSearchParams): { shown: Shown; back: { section: ScreenSection; seq: number } | null } {
  const seq = Number(params.get('back'));
  const section = screenSections.find((one) => one === params.get('section'));
  const [first] = section ? sheetsOf(section) : [];
  const shown = shownIds.find((id) => id === params.get('sheet')) ?? first?.id ?? 'rooms';
  return { shown, back: section && Number.isInteger(seq) && seq > 0 ? { section, seq } : null };
}

/** While something is not saved, another screen is asked about, and so is the end of the window. */
function useHeld(isHeld: () => boolean, ask: (go: () => void) => void): void {
  const latest = useRef({ isHeld, ask });
  useEffect(() => {
    latest.current = { isHeld, ask };
  });
  useEffect(() => {
    const release = holdLeaving((go) => {
      if (!latest.current.isHeld()) return false;
      latest.current.ask(go);
      return true;
    });
    const onUnload = (event: BeforeUnloadEvent) => {
      if (latest.current.isHeld()) event.preventDefault();
    };
    window.addEventListener('beforeunload', onUnload);
    return () => {
      release();
      window.removeEventListener('beforeunload', onUnload);
    };
  }, []);
}

interface ListsProps {
  shown: Shown;
  edited: readonly ScreenSection[];
  onShow: (id: Shown) => void;
}

function Lists({ shown, edited, onShow }: ListsProps) {
  const { t } = useTranslation('store-settings');
  const mayFile = useMay('device.view');
  const isEdited = (id: Shown) => id !== 'roles' && edited.includes(sheets[id].section);
  return (
    <nav className={classes.lists} aria-label={t('sheet.label')}>
      <NativeSelect
        className={classes.narrow}
        size="md"
        aria-label={t('sheet.label')}
        data={shownIds.map((value) => ({ value, label: t(`sheet.${value}`) }))}
        value={shown}
        onChange={(event) => onShow(event.currentTarget.value as Shown)}
      />
      {shownIds.map((id) => (
        <UnstyledButton
          key={id}
          className={classes.list}
          aria-current={id === shown ? 'page' : undefined}
          onClick={() => onShow(id)}
        >
          {t(`sheet.${id}`)}
          {isEdited(id) && <b className={classes.edited}>●</b>}
        </UnstyledButton>
      ))}
      <p className={classes.others}>
        {t('others')} {mayFile && <a href={hashOf('devices')}>{t('toFile')}</a>}
      </p>
    </nav>
  );
}

function Leaving({ onStay, onGo }: { onStay: () => void; onGo: () => void }) {
  const { t } = useTranslation(['store-settings', 'common']);
  return (
    <Modal
      opened
      onClose={onStay}
      title={t('store-settings:leave.title')}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      <p>{t('store-settings:leave.text')}</p>
      <Group>
        <Button h={44} data-autofocus onClick={onStay}>
          {t('store-settings:leave.stay')}
        </Button>
        <Button h={44} color="red.9" variant="outline" onClick={onGo}>
          {t('store-settings:leave.go')}
        </Button>
      </Group>
    </Modal>
  );
}

interface SectionProps {
  id: SheetId;
  drafts: Drafts;
  /** What was there from the last time. */
  kept: Drafts;
  onDraft: (section: ScreenSection, draft: Draft | undefined) => void;
  onTyping: (isTyping: boolean) => void;
}

/** A list as it is in force or as it is being edited. */
function Section({ id, drafts, kept, onDraft, onTyping }: SectionProps) {
  const { t } = useTranslation('store-settings');
  const { section } = sheets[id];
  const query = useQuery({
    queryKey: ['settings', 'section', section],
    queryFn: (): Promise<SectionView> => api.settings.section.query({ section }),
  });
  return (
    <AsyncBoundary query={query}>
      {(inForce) => {
        const begun = drafts[section];
        const goesOn = begun && editsIn(begun) > 0 && isBegunHere(begun, inForce);
        return (
          <>
            {goesOn && kept[section] && (
              <Alert color="yellow" mb="xs" p="xs" role="status">
                <Text size="sm" c="var(--cr-ink)">
                  {t('kept')}
                </Text>
              </Alert>
            )}
            <SheetEditor
              sheet={sheets[id]}
              draft={goesOn ? begun : draftOf(inForce)}
              inForce={inForce}
              onDraft={(next) => onDraft(section, next)}
              onTyping={onTyping}
            />
          </>
        );
      }}
    </AsyncBoundary>
  );
}
