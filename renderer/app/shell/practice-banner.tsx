import { Button } from '@mantine/core';
import { IconSchool } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { tellError } from '../../client/act.ts';
import { api } from '../../client/api.ts';
import { forgetPractice, isPracticeOver, isPracticePage, leavePractice } from '../../client/practice.ts';
import classes from './practice-banner.module.css';

/** Over every screen of a practice: what is done here is not real, and the way back. Nothing on a real screen. */
export function PracticeBanner() {
  const { t } = useTranslation('shell');
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    if (!isPracticePage) return;
    document.documentElement.dataset.practice = 'yes';
    // Somebody else may end it; a screen that only shows would never hear of that.
    const back = async () => {
      try {
        await api.session.welcome.query();
      } catch (error) {
        if (isPracticeOver(error)) forgetPractice();
      }
    };
    const subscription = api.practiceRun.changes.subscribe(undefined, {
      onStarted: () => void back(),
      onData: () => void back(),
      onError: () => {},
    });
    return () => subscription.unsubscribe();
  }, []);
  if (!isPracticePage) return null;
  const leave = async () => {
    setBusy(true);
    try {
      await leavePractice();
    } catch (error) {
      setBusy(false);
      tellError(error);
    }
  };
  return (
    <section className={classes.banner} aria-label={t('practice.title')}>
      <IconSchool size={22} aria-hidden />
      <b lang="zh-CN">练习</b> <b lang="en">Practice</b>
      <span className={classes.hint}>{t('practice.hint')}</span>
      <Button h={32} size="compact-md" color="dark" loading={busy} onClick={() => void leave()}>
        {t('practice.leave')}
      </Button>
    </section>
  );
}
