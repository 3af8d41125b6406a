import { Button, Checkbox, FileButton, Modal, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { textOfChosen } from '../../../core/kernel/file-text.ts';
import { tellError, withApproval } from '../../client/act.ts';
import { api } from '../../client/api.ts';
import { useCatalog } from '../../client/catalog.ts';
import { refusalOf, textOfError } from '../../client/errors.ts';
import { useMay } from '../../client/session.ts';
import { changesIn, type SettingsChange } from '../../client/settings-changes.ts';
import { differenceIn, isConfirmation, type SettingsDifference } from '../../client/settings-difference.ts';
import { promisesIn, type SettingsPromise } from '../../client/settings-promises.ts';
import { problemsIn, type SiteProblem } from '../../client/site-problems.ts';
import { SiteProblemTable } from '../../components/site-problems.tsx';
import { showDone } from '../../components/undo.tsx';
import { PromiseLines } from '../../shared/settings/promise-list.tsx';
import classes from './devices.module.css';
import { download } from './download.ts';
import { SiteDifference } from './site-difference.tsx';

/** A file that was not taken, and why. */
interface Refused {
  code: string;
  text: string;
  problems: SiteProblem[];
  promises: SettingsPromise[];
  /** Sections that were set since the file was made. */
  sections: SettingsChange[];
  difference: SettingsDifference;
  json: string;
  /** What was read before this. */
  read: ReadBefore;
}

/** What was read of a file: by key, and what stays as the store has it. */
interface ReadBefore {
  despite: readonly string[];
  keep: readonly SettingsChange['section'][];
}

const nothingRead: ReadBefore = { despite: [], keep: [] };

const maxFileBytes = 4_000_000;

/** Takes the store's settings out as one file, and in again; what is wrong with a file is listed and nothing is done. */
export function SiteFile() {
  const { t } = useTranslation('devices');
  const mayView = useMay('site.view');
  const mayImport = useMay('site.import');
  const { busy, refused, take, takeText, giveUp } = useTaking();
  if (!mayView) return null;
  return (
    <section className={classes.section}>
      <Title order={2} size="h5">
        {t('site.title')}
      </Title>
      <SiteExport />
      <div className={classes.buttons}>
        {mayImport && (
          <FileButton
            accept="application/json,.json"
            onChange={(file) => void take(file)}
            inputProps={{ 'aria-label': t('site.import') }}
          >
            {(props) => (
              <Button {...props} h={44} variant="default" loading={busy}>
                {t('site.import')}
              </Button>
            )}
          </FileButton>
        )}
      </div>
      <Text size="sm" c="var(--cr-quiet)">
        {t('site.changesHint')}
      </Text>
      {refused && (
        <RefusedFile
          refused={refused}
          isBusy={busy}
          onTake={(read) => void takeText(refused.json, read)}
          onGiveUp={giveUp}
        />
      )}
    </section>
  );
}

/** The file out: by itself it opens nothing; what does is put in by those who may, and the journal says so. */
function SiteExport() {
  const { t } = useTranslation('devices');
  const { store } = useCatalog();
  const mayTakeKeys = useMay('site.export-keys');
  const mayTakeCards = useMay('site.export-cards');
  const [withKeys, setWithKeys] = useState(false);
  const [withCards, setWithCards] = useState(false);
  const save = async () => {
    try {
      const json = await api.setup.exportSite.mutate({ withKeys, withCards });
      const marks = `${withCards ? '-with-cards' : ''}${withKeys ? '-with-keys' : ''}`;
      download(`${store.id}${marks}.json`, json, 'application/json');
    } catch (error) {
      tellError(error);
    }
  };
  return (
    <>
      <div className={classes.buttons}>
        <Button h={44} variant="default" onClick={() => void save()}>
          {t('site.export')}
        </Button>
        {mayTakeCards && (
          <Checkbox
            label={t('site.withCards')}
            checked={withCards}
            onChange={(event) => setWithCards(event.currentTarget.checked)}
          />
        )}
        {mayTakeKeys && (
          <Checkbox
            label={t('site.withKeys')}
            checked={withKeys}
            onChange={(event) => setWithKeys(event.currentTarget.checked)}
          />
        )}
      </div>
      <Text size="sm" c="var(--cr-quiet)">
        {t('site.exportHint')}
      </Text>
    </>
  );
}

interface RefusedFileProps {
  refused: Refused;
  isBusy: boolean;
  /** Once more, with what was read by now. */
  onTake: (read: ReadBefore) => void;
  onGiveUp: () => void;
}

/** Why a file was not taken, and the ways on. */
function RefusedFile({ refused, isBusy, onTake, onGiveUp }: RefusedFileProps) {
  const { t } = useTranslation(['common', 'devices']);
  const { text, problems, promises, sections, difference, read } = refused;
  if (difference.changes.length > 0 || sections.length > 0) {
    const keys = [...sections, ...(difference.key === null ? [] : [{ key: difference.key }])];
    return (
      <SiteDifference
        text={text}
        difference={difference}
        sections={sections}
        isBusy={isBusy}
        onTake={() => onTake(readToo(read, keys))}
        onKeep={(keep) => onTake({ ...read, keep: [...read.keep, ...keep] })}
        onClose={onGiveUp}
      />
    );
  }
  return (
    <Modal opened size="xl" onClose={onGiveUp} title={text} closeButtonProps={{ 'aria-label': t('close') }}>
      {problems.length > 0 && <SiteProblemTable problems={problems} />}
      {promises.length > 0 && (
        <>
          <PromiseLines promises={promises} />
          <Button h={44} color="red.9" loading={isBusy} onClick={() => onTake(readToo(read, promises))}>
            {t('devices:site.takeAnyway')}
          </Button>
        </>
      )}
    </Modal>
  );
}

/** Refusals that list what changes: after them somebody knows what is approved or confirmed. */
function isReadBeforeAsking(code: string): boolean {
  return ['SETTINGS_NOT_ALLOWED', 'SITE_CHANGES_SETTINGS', 'SETTINGS_CHANGED'].includes(code) || isConfirmation(code);
}

/** What was read before, and what is listed now. */
function readToo(read: ReadBefore, listed: readonly { key: string }[]): ReadBefore {
  return { ...read, despite: [...read.despite, ...listed.map(({ key }) => key)] };
}

/** Takes files in; one that was refused is kept until the next. */
function useTaking() {
  const { t } = useTranslation('devices');
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<Refused | null>(null);
  const takeText = async (json: string, read: ReadBefore = nothingRead) => {
    if (busy) return;
    setBusy(true);
    try {
      const how = { json, despite: [...read.despite], keep: [...read.keep] };
      const isAsked = refused?.json === json && isReadBeforeAsking(refused.code);
      // A manager is asked when what is to be approved has been seen, not before.
      const importing = (more: { authorisationId?: string }) => api.setup.importSite.mutate({ ...how, ...more });
      await (isAsked ? withApproval('site.import', importing) : importing({}));
      setRefused(null);
      showDone(t('site.imported'));
    } catch (error) {
      const { code = '', context } = refusalOf(error) ?? {};
      const problems = problemsIn(context);
      const text = problems.length > 0 ? t('site.problems', { count: problems.length }) : textOfError(error);
      const more = { promises: promisesIn(context), sections: changesIn(context), difference: differenceIn(context) };
      setRefused({ code, text, problems, ...more, json, read });
    } finally {
      setBusy(false);
    }
  };
  const take = async (file: File | null) => {
    if (!file) return;
    setRefused(null);
    if (file.size > maxFileBytes) {
      const difference = { changes: [], missing: [], key: null };
      const nothing = { code: '', problems: [], promises: [], sections: [], difference, json: '', read: nothingRead };
      setRefused({ text: t('site.tooBig'), ...nothing });
      return;
    }
    await takeText(await textOfChosen(file));
  };
  return { busy, refused, take, takeText, giveUp: () => setRefused(null) };
}
