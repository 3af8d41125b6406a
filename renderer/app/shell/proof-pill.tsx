import { IconAlertTriangle, IconShieldCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { errorText } from '../../../core/error-texts.ts';
import { useFormat } from '../../client/format.ts';
import { languageOf } from '../../client/i18n.ts';
import { hashOf } from '../../client/router.ts';
import { useMay } from '../../client/session.ts';
import classes from './shell.module.css';
import { useSafekeeping } from './use-safekeeping.ts';

/** What the proof of the last night came to, on every screen. Nothing before the first one. */
export function ProofPill() {
  const { t, i18n } = useTranslation('shell');
  const format = useFormat();
  const may = useMay('journal.view');
  const proof = useSafekeeping()?.proof ?? null;
  if (!proof) return null;
  const Icon = proof.ok ? IconShieldCheck : IconAlertTriangle;
  const words = {
    className: classes.pill,
    'data-tone': proof.ok ? undefined : 'warn',
    title: proof.code
      ? errorText(proof.code, languageOf(i18n.language), { problems: proof.problems })
      : t('proof.at', { time: format.time(proof.at) }),
  };
  const content = (
    <>
      <Icon size={15} stroke={2.2} color={proof.ok ? 'var(--cr-green)' : undefined} aria-hidden />
      {t(proof.ok ? 'proof.fits' : 'proof.failed', { count: proof.problems })}
    </>
  );
  return may ? (
    <a href={hashOf('books')} {...words}>
      {content}
    </a>
  ) : (
    <span {...words}>{content}</span>
  );
}
