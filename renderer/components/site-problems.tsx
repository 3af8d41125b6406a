import { Code, ScrollArea, Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { allowedText, exampleFor, shownValue } from '../../core/rules/site/problem-words.ts';
import { languageOf } from '../client/i18n.ts';
import type { SiteProblem } from '../client/site-problems.ts';

/** What is wrong with a site file: where, what stands there, what may. */
export function SiteProblemTable({ problems }: { problems: SiteProblem[] }) {
  const { t, i18n } = useTranslation('common');
  const language = languageOf(i18n.language);
  return (
    <ScrollArea.Autosize mah={280}>
      <Table c="var(--cr-ink)">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('siteProblem.where')}</Table.Th>
            <Table.Th>{t('siteProblem.value')}</Table.Th>
            <Table.Th>{t('siteProblem.allowed')}</Table.Th>
            <Table.Th>{t('siteProblem.example')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {problems.map((problem) => (
            <Table.Tr key={`${problem.path} ${problem.allowed}`}>
              <Table.Td>
                <Code>{problem.path}</Code>
              </Table.Td>
              <Table.Td>{shownValue(problem, language)}</Table.Td>
              <Table.Td>{allowedText(problem, language)}</Table.Td>
              <Table.Td>
                <Code>{exampleFor(problem) ?? '–'}</Code>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </ScrollArea.Autosize>
  );
}
