import { Alert, Button, Group, Modal, SegmentedControl, TextInput } from '@mantine/core';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addDays } from '../../../core/kernel/time.ts';
import { useFormat } from '../../client/format.ts';
import { useNameOf } from '../../client/who.ts';
import { LoadingNote } from '../../components/async-boundary.tsx';
import { ListBox } from '../../components/list-box.tsx';
import { SiteProblemTable } from '../../components/site-problems.tsx';
import { ChangeLines } from '../../shared/settings/change-lines.tsx';
import { PromiseLines } from '../../shared/settings/promise-list.tsx';
import type { Draft } from './draft.ts';
import classes from './store-settings.module.css';
import { type Previewed, type Refused, useReview } from './use-review.ts';

interface ReviewProps {
  draft: Draft;
  onClose: () => void;
  onSaved: () => void;
  /** Somebody else set the section meanwhile: the same edits over theirs. */
  onMerge: () => Promise<void>;
  /** What is to be said besides, above the lines. */
  note?: ReactNode;
}

const whens = ['now', 'tomorrow', 'day'] as const;
type When = (typeof whens)[number];

/** What a draft touches, from when, and who has to agree, before it is done. */
export function Review({ draft, onClose, onSaved, onMerge, note }: ReviewProps) {
  const { t } = useTranslation(['store-settings', 'common']);
  const { today } = draft.base;
  const [when, setWhen] = useState<When>('now');
  const [day, setDay] = useState(addDays(today, 1));
  const fromDate = when === 'now' ? null : when === 'tomorrow' ? addDays(today, 1) : day;
  const { previewed, refused, isBusy, preview, save } = useReview(draft, onSaved);
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is asked for another draft and another day only
  useEffect(() => {
    void preview(fromDate);
  }, [draft, fromDate]);
  const needsManager = (previewed?.missing.length ?? 0) > 0;
  const hasPromises = (previewed?.promises.length ?? 0) > 0;
  return (
    <Modal
      opened
      size="xl"
      onClose={onClose}
      title={t('store-settings:review.title')}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      <WhenPicker when={when} day={day} today={today} onWhen={setWhen} onDay={setDay} />
      {note}
      {refused && <WhyNot refused={refused} onMerge={onMerge} />}
      {!previewed && !refused && <LoadingNote />}
      {previewed && <Told previewed={previewed} />}
      <Group mt="md">
        <Button h={44} variant="default" onClick={onClose}>
          {t('store-settings:review.back')}
        </Button>
        <Button
          h={44}
          color={hasPromises ? 'red.9' : undefined}
          data-autofocus
          loading={isBusy}
          disabled={!previewed || previewed.changes.length === 0 || refused !== null}
          onClick={() => void save(fromDate)}
        >
          {t(
            needsManager
              ? 'store-settings:review.askManager'
              : hasPromises
                ? 'store-settings:review.saveAnyway'
                : 'store-settings:review.save',
          )}
        </Button>
      </Group>
    </Modal>
  );
}

interface WhenPickerProps {
  when: When;
  day: string;
  today: string;
  onWhen: (when: When) => void;
  onDay: (day: string) => void;
}

function WhenPicker({ when, day, today, onWhen, onDay }: WhenPickerProps) {
  const { t } = useTranslation('store-settings');
  return (
    <Group mb="sm" align="flex-end">
      <SegmentedControl
        size="md"
        aria-label={t('when.label')}
        data={whens.map((value) => ({ value, label: t(`when.${value}`) }))}
        value={when}
        onChange={(value) => onWhen(value as When)}
      />
      {when === 'day' && (
        <TextInput
          size="md"
          type="date"
          aria-label={t('when.day')}
          min={today}
          value={day}
          onChange={(event) => event.currentTarget.value && onDay(event.currentTarget.value)}
        />
      )}
    </Group>
  );
}

/** The lines, those that are not one's own to change, and what is promised. */
function Told({ previewed: { changes, missing, promises } }: { previewed: Previewed }) {
  const { t } = useTranslation('store-settings');
  return (
    <>
      {missing.length > 0 && <p role="alert">{t('review.needsManager', { count: missing.length })}</p>}
      {promises.length > 0 && (
        <Alert color="orange" mb="sm" title={t('review.promises')}>
          <PromiseLines promises={promises} />
        </Alert>
      )}
      {changes.length === 0 ? (
        <p>{t('review.nothing')}</p>
      ) : (
        <ListBox label={t('review.lines', { count: changes.length })}>
          <ChangeLines changes={changes} missing={missing} />
        </ListBox>
      )}
    </>
  );
}

/** Why it cannot be: what does not fit, or what somebody else changed meanwhile. */
function WhyNot({
  refused: { text, code, problems, by },
  onMerge,
}: {
  refused: Refused;
  onMerge: () => Promise<void>;
}) {
  const { t } = useTranslation('store-settings');
  const format = useFormat();
  const nameOf = useNameOf();
  return (
    <Alert color="red" role="alert" mb="sm" className={classes.why} title={text}>
      {problems.length > 0 && <SiteProblemTable problems={problems} />}
      {by.map(({ at, actor, changes }) => (
        <div key={`${actor} ${at}`}>
          <b>{t('review.changedBy', { name: nameOf(actor), at: format.moment(at) })}</b>
          <ChangeLines changes={changes} most={12} />
        </div>
      ))}
      {code === 'SETTINGS_CHANGED' && (
        <Button h={44} mt="sm" onClick={() => void onMerge()}>
          {t('review.merge')}
        </Button>
      )}
    </Alert>
  );
}
