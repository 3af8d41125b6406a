import { Alert, Button, Code, FileButton, Table, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { tellError } from '../../client/act.ts';
import { api } from '../../client/api.ts';
import { useCatalog } from '../../client/catalog.tsx';
import { refusalOf, textOfError } from '../../client/errors.ts';
import { useMay } from '../../client/session.ts';
import { showDone } from '../../components/undo.tsx';
import { problemsIn, type SiteProblem } from '../sign-in/site-problems.ts';
import classes from './devices.module.css';

const maxFileBytes = 4_000_000;

/** Takes the store's settings out as one file, and in again; what is wrong with a file is listed and nothing is done. */
export function SiteFile() {
  const { t } = useTranslation('devices');
  const { store } = useCatalog();
  const mayView = useMay('site.view');
  const mayTakeKeys = useMay('site.export-keys');
  const mayImport = useMay('site.import');
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<{ text: string; problems: SiteProblem[] } | null>(null);
  if (!mayView) return null;

  const save = async (withKeys: boolean) => {
    try {
      const json = await api.setup.exportSite.query({ withKeys });
      download(`${store.id}${withKeys ? '-with-keys' : ''}.json`, json);
    } catch (error) {
      tellError(error);
    }
  };
  const take = async (file: File | null) => {
    if (!file) return;
    setRefused(null);
    if (file.size > maxFileBytes) {
      setRefused({ text: t('site.tooBig'), problems: [] });
      return;
    }
    setBusy(true);
    try {
      await api.setup.importSite.mutate({ json: await file.text() });
      showDone(t('site.imported'));
    } catch (error) {
      const problems = problemsIn(refusalOf(error)?.context);
      const text = problems.length > 0 ? t('site.problems', { count: problems.length }) : textOfError(error);
      setRefused({ text, problems });
    } finally {
      setBusy(false);
    }
  };
  return (
    <section className={classes.section}>
      <Title order={2} size="h5">
        {t('site.title')}
      </Title>
      <div className={classes.buttons}>
        <Button h={44} variant="default" onClick={() => void save(false)}>
          {t('site.export')}
        </Button>
        {mayTakeKeys && (
          <Button h={44} variant="default" onClick={() => void save(true)}>
            {t('site.exportKeys')}
          </Button>
        )}
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
      {mayTakeKeys && (
        <Text size="sm" c="var(--cr-quiet)">
          {t('site.keysHint')}
        </Text>
      )}
      {refused && (
        <Alert color="red" title={refused.text} role="alert">
          {refused.problems.length > 0 && <Problems problems={refused.problems} />}
        </Alert>
      )}
    </section>
  );
}

function Problems({ problems }: { problems: SiteProblem[] }) {
  const { t } = useTranslation('devices');
  return (
    <Table c="var(--cr-ink)">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('site.where')}</Table.Th>
          <Table.Th>{t('site.value')}</Table.Th>
          <Table.Th>{t('site.allowed')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {problems.map((problem) => (
          <Table.Tr key={`${problem.path} ${problem.allowed}`}>
            <Table.Td>
              <Code>{problem.path}</Code>
            </Table.Td>
            <Table.Td>{problem.value}</Table.Td>
            <Table.Td>{problem.allowed}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function download(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
