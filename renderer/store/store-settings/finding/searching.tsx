import { Alert, Button, Progress, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { errorText } from '../../../../core/error-texts.ts';
import type { FindingView } from '../../../../host/parts/finding/views.ts';
import { useFormat } from '../../../client/format.ts';
import classes from '../store-settings.module.css';

interface SearchingProps {
  view: FindingView | null;
  refused: string | null;
  isRunning: boolean;
  onStop: () => void;
  /** What is said when all was asked and nothing was found. */
  none: string;
  found: number;
}

/** How far a search is, and what is wrong with it. */
export function Searching({ view, refused, isRunning, onStop, none, found }: SearchingProps) {
  const { t } = useTranslation('store-settings');
  const { language } = useFormat();
  const why = refused ?? (view?.state === 'failed' && view.code ? errorText(view.code, language, view.context) : null);
  if (why !== null) {
    return (
      <Alert color="red" role="alert" mt="xs">
        {why}
      </Alert>
    );
  }
  if (isRunning) {
    const { asked = 0, total = 0 } = view ?? {};
    return (
      <div className={classes.searching} role="status">
        <Progress value={total === 0 ? 0 : (asked / total) * 100} flex={1} aria-label={t('seek.going')} />
        <Text size="sm">{total === 0 ? t('seek.going') : t('seek.asked', { asked, total })}</Text>
        <Button h={44} variant="default" onClick={onStop}>
          {t('seek.stop')}
        </Button>
      </div>
    );
  }
  if (view?.state !== 'done' || found > 0) return null;
  return (
    <p className={classes.note} role="status">
      {none}
    </p>
  );
}
