import { Alert, Button, Card, FileButton, Group, Stack, Text, Title } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { textOfChosen } from '../../../core/kernel/file-text.ts';
import { api } from '../../client/api.ts';
import { refusalOf, textOfError } from '../../client/errors.ts';
import { problemsIn, type SiteProblem } from '../../client/site-problems.ts';
import { SiteProblemTable } from '../../components/site-problems.tsx';
import { RestoreForm } from '../shell/restore-form.tsx';
import { Frame } from './frame.tsx';

const maxFileChars = 4_000_000;

/** First start: the demo store, or one's own from a site file, whose problems are listed where they are. */
export function SetUp() {
  const { t } = useTranslation('sign-in');
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

  return (
    <Frame title={t('setup.title')} intro={t('setup.body')} width={760}>
      <Group grow align="stretch">
        <DemoCard busy={busy} onOpen={() => void run('demo', () => api.setup.demo.mutate())} />
        <Card withBorder>
          <Stack h="100%" justify="space-between">
            <div>
              <Title order={2} size="h4">
                {t('setup.fileTitle')}
              </Title>
              <Text size="sm">{t('setup.fileBody')}</Text>
            </div>
            <FileButton accept="application/json,.json" onChange={(file) => void take(file)}>
              {(props) => (
                <Button {...props} h={48} variant="default" loading={busy === 'file'} disabled={busy !== null}>
                  {t('setup.fileButton')}
                </Button>
              )}
            </FileButton>
          </Stack>
        </Card>
      </Group>
      <RestoreForm asksManager={false} isOptional />
      {error && <Failure error={error} problems={problems} />}
    </Frame>
  );
}

function DemoCard({ busy, onOpen }: { busy: 'demo' | 'file' | null; onOpen(): void }) {
  const { t } = useTranslation('sign-in');
  return (
    <Card withBorder>
      <Stack h="100%" justify="space-between">
        <div>
          <Title order={2} size="h4">
            {t('setup.demoTitle')}
          </Title>
          <Text size="sm">{t('setup.demoBody')}</Text>
        </div>
        <Button h={48} autoFocus loading={busy === 'demo'} disabled={busy !== null} onClick={onOpen}>
          {t('setup.demoButton')}
        </Button>
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
