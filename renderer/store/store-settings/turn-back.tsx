import { Alert, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ScreenSection } from '../../../core/model/site/screen-sections.ts';
import type { SectionView, TurnedBackView } from '../../../host/parts/settings/views.ts';
import { api } from '../../client/api.ts';
import { useFormat } from '../../client/format.ts';
import { useNameOf } from '../../client/who.ts';
import { AsyncBoundary } from '../../components/async-boundary.tsx';
import { ChangeLines } from '../../shared/settings/change-lines.tsx';
import { draftTo } from './draft.ts';
import { Review } from './review.tsx';

interface TurnBackProps {
  section: ScreenSection;
  /** The change's row in the settings log. */
  seq: number;
  onClose: () => void;
}

/** A change of the log as it would be turned back: looked at like any other, and set as a change of its own. */
export function TurnBack({ section, seq, onClose }: TurnBackProps) {
  const { t } = useTranslation('store-settings');
  const query = useQuery({
    queryKey: ['settings', 'turnedBack', section, seq],
    queryFn: async () => ({
      inForce: await api.settings.section.query({ section }),
      turned: await api.settings.turnedBack.query({ section, seq }),
    }),
    // It is what was asked for, and what came meanwhile is said when it is done.
    staleTime: 0,
    gcTime: 0,
  });
  return (
    <AsyncBoundary query={query}>
      {({ inForce, turned }) =>
        turned ? (
          <Turned
            inForce={inForce}
            turned={turned}
            onClose={onClose}
            onAgain={async () => void (await query.refetch())}
          />
        ) : (
          <Alert color="orange" role="alert" mb="xs" p="xs">
            {t('back.none')}
          </Alert>
        )
      }
    </AsyncBoundary>
  );
}

interface TurnedProps {
  inForce: SectionView;
  turned: TurnedBackView;
  onClose: () => void;
  onAgain: () => Promise<void>;
}

function Turned({ inForce, turned, onClose, onAgain }: TurnedProps) {
  const { t } = useTranslation('store-settings');
  const format = useFormat();
  const nameOf = useNameOf();
  const draft = useMemo(() => draftTo(inForce, turned.value), [inForce, turned]);
  const { at, actor, stays } = turned;
  return (
    <Review
      draft={draft}
      onClose={onClose}
      onSaved={onClose}
      onMerge={onAgain}
      note={
        <>
          <Text mb="sm">{t('back.of', { at: format.dateTime(at), name: nameOf(actor) })}</Text>
          {stays.length > 0 && (
            <Alert color="yellow" mb="sm">
              <Text fw={700} c="var(--cr-ink)">
                {t('back.stays')}
              </Text>
              <ChangeLines changes={stays} />
            </Alert>
          )}
        </>
      }
    />
  );
}
