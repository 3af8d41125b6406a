import { Alert, Button, Card, FileButton, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { textOfChosen } from '../../../core/kernel/file-text.ts';
import { api } from '../../client/api.ts';
import { refusalOf, textOfError } from '../../client/errors.ts';
import { languageOf } from '../../client/i18n.ts';
import { problemsIn, type SiteProblem } from '../../client/site-problems.ts';
import { SiteProblemTable } from '../../components/site-problems.tsx';
import { OpenMoveForm } from '../../shared/moving/open-move-form.tsx';
import { RestoreForm } from '../shell/restore-form.tsx';
import { Frame } from './frame.tsx';
import { NewStoreForm } from './new-store.tsx';

const maxFileChars = 4_000_000;

/** First start, four ways: the demo store, a new one of one's own, one that was kept, or one out of a site file. */
export function SetUp() {
  const { t } = useTranslation('sign-in');
  const [page, setPage] = useState<'new' | 'restore' | null>(null);
  if (page === null) return <Ways onPage={setPage} />;
  const back = (
    <Button variant="subtle" h={44} leftSection={<IconArrowLeft aria-hidden size={18} />} onClick={() => setPage(null)}>
      {t('setup.back')}
    </Button>
  );
  return page === 'new' ? (
    <Frame title={t('setup.newTitle')} intro={t('newStore.intro')} width={1120}>
      <NewStoreForm back={back} />
    </Frame>
  ) : (
    <Frame title={t('setup.restoreTitle')} intro={t('setup.restoreBody')} width={760}>
      <RestoreForm asksManager={false} />
      <OpenMoveForm />
      {back}
    </Frame>
  );
}

/** The four ways, and what is wrong with a file that was chosen. */
function Ways({ onPage }: { onPage: (page: 'new' | 'restore') => void }) {
  const { t, i18n } = useTranslation('sign-in');
  const client = useQueryClient();
  const [busy, setBusy] = useState<'demo' | 'file' | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [problems, setProblems] = useState<SiteProblem[]>([]);

  const run = async (what: 'demo' | 'file', work: () => Promise<unknown>) => {
    setBusy(what);
    setError(null);
    setProblems([]);
    try {
      await work();
      await client.invalidateQueries({ queryKey: ['welcome'] });
    } catch (refused) {
      setError(textOfError(refused));
      setProblems(problemsIn(refusalOf(refused)?.context));
    } finally {
      setBusy(null);
    }
  };

  const take = async (file: File | null) => {
    if (!file) return;
    if (file.size > maxFileChars) setError(t('setup.tooBig'));
    else await run('file', async () => api.setup.fromFile.mutate({ json: await textOfChosen(file) }));
  };

  const openDemo = () => void run('demo', () => api.setup.demo.mutate({ language: languageOf(i18n.language) }));
  const usual = { h: 48, variant: 'default', disabled: busy !== null } as const;
  return (
    <Frame title={t('setup.title')} intro={t('setup.body')} width={760}>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <Way way="new">
          <Button h={48} autoFocus disabled={busy !== null} onClick={() => onPage('new')}>
            {t('setup.newButton')}
          </Button>
        </Way>
        <Way way="demo">
          <Button {...usual} loading={busy === 'demo'} onClick={openDemo}>
            {t('setup.demoButton')}
          </Button>
        </Way>
        <Way way="restore">
          <Button {...usual} onClick={() => onPage('restore')}>
            {t('setup.restoreButton')}
          </Button>
        </Way>
        <Way way="file">
          <FileButton accept="application/json,.json" onChange={(file) => void take(file)}>
            {(props) => (
              <Button {...props} {...usual} loading={busy === 'file'}>
                {t('setup.fileButton')}
              </Button>
            )}
          </FileButton>
        </Way>
      </SimpleGrid>
      {error && <Failure error={error} problems={problems} />}
    </Frame>
  );
}

function Way({ way, children }: { way: 'new' | 'demo' | 'restore' | 'file'; children: ReactNode }) {
  const { t } = useTranslation('sign-in');
  return (
    <Card withBorder>
      <Stack h="100%" justify="space-between">
        <div>
          <Title order={2} size="h4">
            {t(`setup.${way}Title`)}
          </Title>
          <Text size="sm">{t(`setup.${way}Body`)}</Text>
        </div>
        {children}
      </Stack>
    </Card>
  );
}

function Failure({ error, problems }: { error: string; problems: SiteProblem[] }) {
  return (
    <Alert color="red" title={error} role="alert">
      {problems.length > 0 && <Problems problems={problems} />}
    </Alert>
  );
}

function Problems({ problems }: { problems: SiteProblem[] }) {
  const { t } = useTranslation('sign-in');
  return (
    <>
      <Text size="sm" c="var(--cr-ink)">
        {t('setup.problems', { count: problems.length })}
      </Text>
      <SiteProblemTable problems={problems} />
    </>
  );
}
