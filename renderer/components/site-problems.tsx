import { Code, ScrollArea, Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { placeText, problemSentence } from '../../core/rules/site/problem-words.ts';
import { languageOf } from '../client/i18n.ts';
import type { SiteProblem } from '../client/site-problems.ts';

/** What is wrong with a site file: where, in words and as the file has it, and what would be right. */
export function SiteProblemTable({ problems }: { problems: SiteProblem[] }) {
  const { t, i18n } = useTranslation('common');
  const language = languageOf(i18n.language);
  return (
    <ScrollArea.Autosize mah={280}>
      <Table c="var(--cr-ink)">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('siteProblem.where')}</Table.Th>
            <Table.Th>{t('siteProblem.what')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {problems.map((problem) => (
            <Table.Tr key={`${problem.path} ${problem.allowed}`}>
              <Table.Td>
                {placeText(problem, language)}
                {problem.path !== '' && (
                  <>
                    <br />
                    <Code>{problem.path}</Code>
                  </>
                )}
              </Table.Td>
              <Table.Td>{problemSentence(problem, language)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </ScrollArea.Autosize>
  );
}
