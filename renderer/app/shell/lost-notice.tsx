import { Loader, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useConnection } from '../../client/connection.ts';
import classes from './lost.module.css';

/**
 * Greys its children out while the store cannot be heard. They stay as they are, the field with the cursor too, so
 * nothing typed is lost; what was sent is answered when the line is back.
 */
export function LostNotice({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  const lost = useConnection() === 'lost';
  return (
    <>
      <div className={classes.content} data-lost={lost || undefined}>
        {children}
      </div>
      <div role="alert">
        {lost && (
          <div className={classes.notice}>
            <Loader size="sm" color="white" aria-hidden />
            <div>
              <Text fw={700}>{t('lost.title')}</Text>
              <Text size="sm">{t('lost.body')}</Text>
            </div>
          </div>
        )}
      </div>
    </>
  );
}
